"""Algorithms of compliance: steps that lead to it, and who vouches for them (C1)."""

from domain.algorithm.aggregate import (
    Algorithm,
    AlgorithmStatus,
    AlgorithmVersion,
    Approval,
    Promise,
)
from domain.algorithm.checking import Finding, FindingKind, findings
from domain.algorithm.content import (
    AlgorithmContent,
    Due,
    DueOn,
    DueWithin,
    Duration,
    DurationUnit,
    EvidenceKind,
    Performer,
    Repeat,
    Step,
    algorithm_id,
)
from domain.algorithm.editing import put_step, without_step
from domain.algorithm.flow import BEGINNING, Flow
from domain.algorithm.refusals import (
    AlgorithmCodeTaken,
    AlgorithmExists,
    AlgorithmFaulty,
    AlgorithmUnchanged,
    AlgorithmWithdrawn,
    AlreadyAsked,
    NotCompetent,
    NothingToApprove,
    VersionMoved,
)
from domain.algorithm.wish import Wish

__all__ = [
    "BEGINNING",
    "Algorithm",
    "AlgorithmCodeTaken",
    "AlgorithmContent",
    "AlgorithmExists",
    "AlgorithmFaulty",
    "AlgorithmStatus",
    "AlgorithmUnchanged",
    "AlgorithmVersion",
    "AlgorithmWithdrawn",
    "AlreadyAsked",
    "Approval",
    "Due",
    "DueOn",
    "DueWithin",
    "Duration",
    "DurationUnit",
    "EvidenceKind",
    "Finding",
    "FindingKind",
    "Flow",
    "NotCompetent",
    "NothingToApprove",
    "Performer",
    "Promise",
    "Repeat",
    "Step",
    "VersionMoved",
    "Wish",
    "algorithm_id",
    "findings",
    "put_step",
    "without_step",
]
