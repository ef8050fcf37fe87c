#!/bin/sh
# Aligns the examples anew. Run it from the project's folder, with aligner on the path:
# "make outputs" does both. A test runs the lines that begin with "aligner" and compares.
set -e

# The same bytes whenever it is run.
export SOURCE_DATE_EPOCH=1767225600

aligner align examples/news.ru.txt examples/news.en.txt -o outputs/news.tmx -o outputs/news.tsv -o outputs/news.jsonl -o outputs/news.moses -o outputs/news.ladder
echo
aligner align examples/story.ru.txt examples/story.en.txt --nulls --tmx-locales ru-RU,en-GB -o outputs/story.tmx -o outputs/story.tsv
