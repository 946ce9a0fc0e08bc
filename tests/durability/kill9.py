"""Kill a server again and again under load, and prove that nothing it promised is lost.

    python -m tests.durability.kill9 --kills 20 --senders 10 --viewers 3 --seed 1

A real server on a data directory of its own is killed at random moments and started again, while
senders, second tabs and an agent come back and go on. At the end everything is read through the API
and held against what they saw. `--control new-ids` lets the senders forget the id of what they
repeat: that run must break its promises. The exit code is 1 when a promise was broken.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.durability.plan import Plan
from tests.durability.run import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run once; the exit code."""
    plan = _plan(_parser().parse_args(arguments))
    print(f"seed {plan.seed}: {plan.senders} senders, {plan.viewers} tabs, an agent", flush=True)
    with TemporaryDirectory(prefix="deskbell-kill9-") as folder:
        report = asyncio.run(run(plan, Path(folder)))
    print(report)
    return 0 if report.kept_all_promises else 1


def _parser() -> argparse.ArgumentParser:
    usual = Plan()
    parser = argparse.ArgumentParser(prog="kill9", description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=usual.kills)
    parser.add_argument("--senders", type=int, default=usual.senders)
    parser.add_argument("--viewers", type=int, default=usual.viewers, help="second tabs")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--uptime", type=float, nargs=2, default=usual.uptime, metavar="SECONDS")
    parser.add_argument("--control", choices=["new-ids"], help="break the rules; it must show")
    return parser


def _plan(options: argparse.Namespace) -> Plan:
    return Plan(
        kills=options.kills,
        senders=options.senders,
        viewers=options.viewers,
        seed=options.seed,
        uptime=tuple(options.uptime),
        new_ids=options.control == "new-ids",
    )


if __name__ == "__main__":
    sys.exit(main())
