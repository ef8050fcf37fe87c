"""``python -m aligner``: the command line where its script isn't on the path."""

import sys

from aligner.cli import main

if __name__ == "__main__":
    sys.exit(main())
