"""Many pairs of documents: which belong together, aligned over processes or a cluster, resumed.

from aligner.batch import BatchOptions, pair_by_name, relative_files, run_batch
pairing = pair_by_name(relative_files("ru", without="out"), relative_files("en", without="out"), ("ru", "en"))
report = run_batch(pairing.jobs, "out", BatchOptions(), processes=2)
"""

from aligner.batch.jobs import (
    Files,
    Job,
    Pairing,
    pair_by_content,
    pair_by_name,
    pair_by_pattern,
    read_manifest,
    relative_files,
)
from aligner.batch.joint import JointOutput, plan_joint
from aligner.batch.options import BatchOptions
from aligner.batch.outcome import Outcome
from aligner.batch.run import BatchReport, check_jobs, joint_parts, run_batch

__all__ = [
    "BatchOptions",
    "BatchReport",
    "Files",
    "Job",
    "JointOutput",
    "Outcome",
    "Pairing",
    "check_jobs",
    "joint_parts",
    "pair_by_content",
    "pair_by_name",
    "pair_by_pattern",
    "plan_joint",
    "read_manifest",
    "relative_files",
    "run_batch",
]
