"""English verbs of customer service, and every form of each.

`forms` is what the clause grammar asks: is this word a base form, an -ing form, a participle, an -s form?
"""

from __future__ import annotations

import re

_BASES = """
accept accommodate act activate add adjust advise allocate allow amend analyse analyze announce answer apologise apologize apply appoint
approve arrange ask assess assign assist attach audit authorise authorize award back backdate balance be bill block book brief bring bump
buy calculate calibrate call cancel capture change charge chase check clean clear close collect come compensate complete confirm consult
contact contribute convert cooperate copy correct cover credit cut date deal debit deduct delete deliver demonstrate deposit develop
direct disable discount discuss dispatch despatch dispose divert do double downgrade drop drive dry-clean e-mail email empty enable
enclose endorse engage enhance enrol enroll ensure enter escalate establish examine exchange exclude execute exempt expedite
explain express extend fast-track feed fetch file fill finalise finalize find finish fit fix flag fly follow forgive forward free
freeze fund gift give go grant halve hand handle have help hold honor honour identify implement improve include increase inform
initiate inspect install instruct insulate interview introduce investigate invite invoice issue join keep kick knock launch lay leave
lend let lift link listen liaise load lock log look loan lower mail make manage mark match measure meet mend message migrate monitor move
name notify obtain offer open order organise organize outline overhaul overnight override package pack paint pass patch pause pay phone
pick place plan plant polish pop postpone post press print prioritise prioritize probe process produce progress promise prolong protect
provide publish pull purchase pursue push put query queue raise rearrange reactivate readjust reassess reassign rebate rebill rebook
rebuild recalculate recall recheck recode recommend reconnect reconsider record recover recredit rectify recycle redeliver redesign redirect
redo reduce refer refill refinish refit refix refund refurbish refuse register reimburse reinspect reinstall reinstate reissue
release relay relocate remake remind remove renew reopen repaint repair repay replace replenish reply report repost represent
reprint reprocess request reroute rescan reschedule research resend reserve reset reship resolve respond restart restock restore resume
retain retest retract retrain retrieve return rerun reupload reveal reverse review revert revise revisit reward rewrite ring roll run
safeguard sanction save scan schedule scrap scrutinise search secure see seek sell send service set settle share shift ship shorten show sign
simplify skip solve sort spare speak speed split sponsor square stand start station stop store straighten strengthen strike submit
subtract supervise supply support suspend swap switch sync take talk tell terminate test text throw tidy tighten top top-up touch
trace track train transfer transport treat trial trigger troubleshoot tuck turn uninstall unblock unfreeze unlock unsubscribe update upgrade
upload use validate verify view visit void waive walk warn wash watch weigh whitelist win wipe wire withdraw work wrap write re-book
re-send re-deliver re-open re-issue re-run re-test re-ship reach wipe bear shoulder foot refuel reheat rehouse re-home deactivate
decide determine rule pin hear chase-up get receive expect buff re-lay relay regrade remeasure re-read rebalance recompute rescue replant rewire
telephone prepare compile produce assemble reline tune retune rewash mention squeeze true align rehang relight throw slip dm pm whatsapp say tell hope reglaze regrout unclog de-ice steam sew stitch alter dye re-dye re-cut recut resize hem cap limit stay stick sit personally
"""
_IRREGULAR = {
    "be": ("been", "was"), "bring": ("brought",), "buy": ("bought",), "come": ("come", "came"), "cut": ("cut",), "do": ("done", "did"),
    "drive": ("driven", "drove"), "feed": ("fed",), "find": ("found",), "fly": ("flown", "flew"), "forgive": ("forgiven", "forgave"),
    "freeze": ("frozen", "froze"), "get": ("got",), "give": ("given", "gave"), "go": ("gone", "went"), "have": ("had",), "hear": ("heard",),
    "hold": ("held",), "keep": ("kept",), "lay": ("laid",), "leave": ("left",), "lend": ("lent",), "let": ("let",), "make": ("made",),
    "meet": ("met",), "pay": ("paid",), "put": ("put",), "rebuild": ("rebuilt",), "redo": ("redone", "redid"), "remake": ("remade",), "rerun": ("rerun",),
    "repay": ("repaid",), "resend": ("resent",), "reset": ("reset",), "retake": ("retaken",), "rewrite": ("rewritten", "rewrote"), "ring": ("rung", "rang"),
    "run": ("run", "ran"), "see": ("seen", "saw"), "seek": ("sought",), "sell": ("sold",), "send": ("sent",), "set": ("set",), "sew": ("sewn",), "show": ("shown",),
    "speak": ("spoken", "spoke"), "speed": ("sped",), "split": ("split",), "stand": ("stood",), "stick": ("stuck",), "strike": ("struck",), "sit": ("sat",),
    "take": ("taken", "took"), "tell": ("told",), "throw": ("thrown", "threw"), "unfreeze": ("unfrozen", "unfroze"), "win": ("won",), "withdraw": ("withdrawn", "withdrew"),
    "write": ("written", "wrote"), "re-send": ("re-sent",), "undertake": ("undertaken", "undertook"), "bear": ("borne", "bore"), "rewire": ("rewired",), "re-lay": ("re-laid",),
    "recut": ("recut",), "re-cut": ("re-cut",), "re-run": ("re-run",), "overnight": ("overnighted",), "hem": ("hemmed",), "cap": ("capped",), "fit": ("fitted", "fit"),
}  # fmt: skip
_DOUBLED = {
    "cancel": "cancell", "refit": "refitt", "drop": "dropp", "flag": "flagg", "log": "logg", "pop": "popp", "plan": "plann", "put": "putt", "reship": "reshipp", "refer": "referr",
    "ship": "shipp", "skip": "skipp", "spot": "spott", "stop": "stopp", "swap": "swapp", "strip": "stripp", "top": "topp", "tip": "tipp", "trim": "trimm", "wrap": "wrapp",
    "transfer": "transferr", "get": "gett", "set": "sett", "reset": "resett", "cut": "cutt", "let": "lett", "run": "runn", "scrap": "scrapp", "enrol": "enroll", "rerun": "rerunn",
    "scan": "scann", "rescan": "rescann", "fit": "fitt", "hem": "hemm", "cap": "capp", "pin": "pinn", "sit": "sitt", "win": "winn", "model": "modell", "unplug": "unplugg",
}  # fmt: skip


def _ing(verb: str) -> set[str]:
    if verb == "be":
        return {"being"}
    made = {_DOUBLED[verb] + "ing"} if verb in _DOUBLED else set()
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return made | {verb[:-1] + "ing"}
    return made | {verb + "ing"}


def _past(verb: str) -> set[str]:
    if verb in _IRREGULAR:
        return set(_IRREGULAR[verb])
    made = {_DOUBLED[verb] + "ed"} if verb in _DOUBLED else set()
    if verb.endswith("e"):
        return made | {verb + "d"}
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return made | {verb[:-1] + "ied"}
    return made | {verb + "ed"}


def _third(verb: str) -> str:
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "z", "o")) else "s")


BASE = frozenset(_BASES.split())
ING = frozenset(form for verb in BASE for form in _ing(verb))

PAST = frozenset(form for verb in BASE for form in _past(verb)) - {"was", "had"}
THIRD = frozenset(_third(verb) for verb in BASE) - {"is", "has"}
_LEMMA = {form: verb for verb in sorted(BASE) for form in (verb, *_ing(verb), *_past(verb), _third(verb))}
_LEMMA |= {
    "is": "be",
    "are": "be",
    "am": "be",
    "was": "be",
    "were": "be",
    "had": "have",
    "left": "leave",
    "found": "find",
}


def word_set(text: str) -> frozenset[str]:
    """The words of a space-separated list."""
    return frozenset(text.split())


def lemma(word: str) -> str:
    """The base form of a known verb form, or the word itself."""
    return _LEMMA.get(word, word)


def forms(verbs: str, *, kinds: str = "base ing past third") -> str:
    """A regex alternation of the named forms of the verbs (base forms, space separated), longest first."""
    made: set[str] = set()
    for verb in verbs.split():
        made |= {verb} if "base" in kinds else set()
        made |= _ing(verb) if "ing" in kinds else set()
        made |= _past(verb) if "past" in kinds else set()
        made |= {_third(verb)} if "third" in kinds else set()
    return "|".join(sorted(map(re.escape, made), key=lambda w: (-len(w), w)))
