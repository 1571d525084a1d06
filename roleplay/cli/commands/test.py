"""`roleplay test`: play the walkthroughs and say which do not come out as written."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from roleplay.app.documents import Finding, WalkthroughResult, WalkthroughResults
from roleplay.app.roots import content_root_of, existing
from roleplay.authoring.check import walk
from roleplay.cleaning import clean_line
from roleplay.cli.findings import print_finding
from roleplay.cli.options import AsJson, Content, Lang, folders
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help=_("Files or folders; every walkthrough without them."))
    ] = None,
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Play the walkthroughs; exit code 1 when one does not come out as written."""
    within = existing(paths or ())
    around = tuple(dict.fromkeys(content_root_of(path) for path in within))
    results: list[WalkthroughResult] = []
    for walked in walk(desk_here((*folders(content), *around)).roots, within):
        scenario, _sign, name = walked.ref.id.partition("/")
        findings = tuple(map(Finding.of, walked.diagnostics))
        results.append(WalkthroughResult(scenario, name, not findings, findings))
        if not as_json:
            _show(results[-1])
    if not results:
        raise RoleplayError(
            _("There is no walkthrough."), _("They belong into scenarios/SCENARIO/walkthroughs/.")
        )
    if as_json:
        print_json(WalkthroughResults(tuple(results)))
    else:
        _sum_up(results)
    return ExitCode.DONE if all(item.passed for item in results) else ExitCode.PROBLEMS


def _show(result: WalkthroughResult) -> None:
    if not result.passed:
        text = _("FAILED: {scenario}/{walkthrough}")
        line = text.format(scenario=result.scenario, walkthrough=result.walkthrough)
        sys.stdout.write(clean_line(line) + "\n")
        for finding in result.findings:
            print_finding(finding)


def _sum_up(results: Sequence[WalkthroughResult]) -> None:
    passed = sum(item.passed for item in results)
    text = _("{passed} of {total} walkthroughs come out as written").format(passed=passed, total=len(results))
    sys.stdout.write(text + "\n")
