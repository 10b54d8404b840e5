"""The judgement of a text: each commitment, several together, and the whole. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.case import COMMITTING, Check, Commitment, Finding
from assistant.judging.arithmetic import misreckoned
from assistant.judging.dollars import in_their_dollars
from assistant.judging.grounds import BLOCKING, Grounds
from assistant.judging.letter import parts, quotes, withheld
from assistant.judging.meeting import judged_together
from assistant.judging.origins import strays
from assistant.judging.single import judge_one
from assistant.judging.timing import Hurried, timed
from assistant.judging.together import together


def judge(text: str, found: Sequence[Commitment], grounds: Grounds) -> Check:
    """Judge a text and the commitments found in it. Commitments come back with verdict, reason and term."""
    grounds = replace(grounds, text=text)
    found = [in_their_dollars(commitment, grounds) for commitment in found]
    too_short, kept = timed(grounds)
    grounds = replace(grounds, kept_times=tuple(kept))
    committing = iter(judged_together([each for each in found if each.type in COMMITTING], judge_one, grounds))
    judged = [next(committing) if commitment.type in COMMITTING else commitment for commitment in found]
    judged, elsewhere = _by_their_times(judged, too_short, grounds)
    findings = [
        Finding(
            verdict=c.verdict,
            # Two documents may only seem to disagree, and are left to a person; where the case waits for it, they do.
            blocking=c.verdict in BLOCKING or (c.verdict == "contradiction" and grounds.hold),
            start=c.start,
            end=c.end,
            why=c.why,
            term=c.term,
        )
        for c in judged
        if c.verdict is not None and c.verdict != "supported"
    ]
    findings += [
        Finding(verdict="too_soon", blocking=True, start=each.start, end=each.end, why=each.why, term=each.term.id)
        for each in elsewhere
    ]
    findings += together(text, judged, grounds)
    findings += strays(grounds, judged)
    findings += [
        Finding(verdict="too_much", blocking=True, start=each.start, end=each.end, why=each.why)
        for each in misreckoned(text)
        if not any(f.blocking and f.start <= each.start and each.end <= f.end for f in findings)
    ]
    findings += quotes(text, findings, grounds)
    if grounds.whole_letter:
        findings += parts(text)
        findings += withheld(judged, grounds)
    if grounds.injected:
        findings.append(
            Finding(
                verdict="injection",
                blocking=False,
                why="The complaint holds text that addresses a computer; it was set aside and changed nothing.",
            )
        )
    return Check(commitments=tuple(judged), findings=tuple(findings))


def _by_their_times(
    judged: Sequence[Commitment], too_short: Sequence[Hurried], grounds: Grounds
) -> tuple[list[Commitment], list[Hurried]]:
    """The commitments, too soon where they name a time that is another deed's; and such times outside of them."""
    done, elsewhere = list(judged), []
    ours = [
        (begin, begin + len(each)) for each in grounds.sentences.values() if (begin := grounds.text.find(each)) >= 0
    ]
    for each in too_short:
        if any(begin <= each.start and each.end <= end for begin, end in ours):
            continue
        at = next((place for place, c in enumerate(done) if c.start <= each.start and each.end <= c.end), None)
        if at is None or done[at].verdict is None:
            elsewhere.append(each)
        elif done[at].verdict in {"supported", "vague"}:
            done[at] = done[at].model_copy(update={"verdict": "too_soon", "why": each.why, "term": each.term.id})
    return done, elsewhere
