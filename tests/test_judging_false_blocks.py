"""What a compliant letter says and no check may stop: each rule that lets something pass, beside what it must not let pass."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rulebook import term, terms
from test_judging import CREDIT, FULL, check, permit, verdicts

from knowledge.terms import Money


def pounds(value: str) -> Money:
    return Money(value=Decimal(value), currency="GBP")


RESALE = permit(
    term("The resale price and the resale fee are reimbursed in full within 7 days."), amount=pounds("201.60"), kind="refund"
)  # fmt: skip


def test_an_itemised_sum_is_judged_by_its_total() -> None:
    text = "You are reimbursed in full within 7 days: £180.00 for the tickets and the fee of £21.60, together £{}."
    assert not check(text.format("201.60"), RESALE, facts={"resale price": "180.00 GBP"}).blocked
    assert check(text.format("221.60"), RESALE, facts={"resale price": "180.00 GBP"}).blocked


FACTS = {"tickets": "2", "face price each": "58.00 GBP", "booking fee each": "6.40 GBP", "delivery fee": "4.95 GBP"}


@pytest.mark.parametrize(
    ("text", "facts", "wrong"),
    [
        ("Both tickets at £58.00, both fees of £6.40 and the £4.95 for the post make £133.75.", FACTS, "£147.13"),
        ("One journey counts as £7.80 (£312 divided by 40), so it makes £7.80.", {"season price": "312.00 GBP"}, "£9.13"),
        ("Your estimate plus 15% is £598.00.", {"estimate": "520.00 GBP"}, "£637.00"),
    ],
)  # fmt: skip
def test_a_sum_may_be_reckoned_from_the_facts_in_the_ways_people_do(
    text: str, facts: dict[str, str], wrong: str
) -> None:
    right = text.rsplit("£", maxsplit=1)[-1].rstrip(".")
    assert not check(text, FULL, facts=facts).blocked
    assert check(wrong.join(text.rsplit(f"£{right}", 1)), FULL, facts=facts).blocked


def test_the_day_of_something_that_happened_is_no_promised_day() -> None:
    slow = permit(
        term("A claim is decided by the Rules Panel no later than 15 working days after it arrived."), kind="escalation"
    )
    assert not check("I'm asking our Rules Panel, with the note of your call on Saturday.", slow).blocked
    assert check("Our Rules Panel will decide your claim by Monday.", slow).blocked


def test_a_transfer_is_money_whatever_it_is_called() -> None:
    refund = permit(term("The price is refunded within 10 business days."), kind="refund")
    assert "too_soon" in verdicts("Le virement vous parviendra sous 3 jours.", refund, language="fr")


def test_a_sum_that_is_paid_out_is_money_though_its_kind_was_not_read() -> None:
    assert check("Außerdem zahlen wir Ihnen 300 Pfund für Ihre Reise.", RESALE, language="de").blocked


def test_what_a_clause_forbids_without_naming_it_rules_out_only_its_own_words() -> None:
    (unnamed,) = terms("It is a bill credit, and never a bank transfer or a free month.")
    own = permit(term("An adviser may add a bill credit of up to $20."), kind="credit", owed=False, amount=Money(value=Decimal(20), currency="USD"))  # fmt: skip
    assert not check("For the trouble I can add a $20 credit to your next bill.", own, prohibitions=(unnamed,)).blocked


def test_what_is_owed_without_a_sum_or_was_given_already_is_not_missed() -> None:
    missing = "We are sorry for the trouble."
    credit = permit(CREDIT, amount=Money(value=Decimal(30), currency="USD"), planned=True)
    found = check(missing, credit, whole_letter=True)
    assert [(f.verdict, f.blocking) for f in found.findings if f.verdict == "withheld"] == [("withheld", True)]
    for changed, facts in (
        (permit(CREDIT, amount=None, planned=True), {}),
        (credit, {"first lesson": "late; 30.00 USD credit given on 2 November"}),
    ):
        found = check(missing, changed, whole_letter=True, facts=facts)
        assert [f.blocking for f in found.findings if f.verdict == "withheld"] == [False]


def test_money_that_waits_for_something_blocks_with_a_figure_and_warns_without_one() -> None:
    waits = permit(term("Once the flute has arrived, its price is refunded within 9 days."), kind="refund", firm=False)
    assert "unsupported" in verdicts("We will refund your money within 9 days.", waits)
    assert verdicts("We will refund your money.", waits) == {"vague"}


def test_two_documents_that_disagree_hold_up_only_what_they_could_give_differently() -> None:
    one = permit(term("A claim must reach us within 28 days of the journey.", path="a.md"), kind="other")
    other = term("A claim is made within 90 days of the journey.", path="b.md")
    told = check("Our door is open until late in the evening.", one, disputed=((one.term, other),), hold=True)
    assert not told.blocked


def test_words_with_a_time_and_without_money_are_of_the_deed_they_name() -> None:
    waits = permit(term("Once the saddle has arrived, its price is refunded within 9 days."), kind="refund", firm=False)
    review = permit(term("The review of a claim takes up to 12 days."), kind="investigation")
    text = "Your claim for the refund needs a review, which takes up to {} days from today, and what follows depends on the outcome."
    assert not check(text.format(12), waits, review).blocked
    assert check(text.format(9), waits, review).blocked


def test_what_is_left_of_a_sum_is_what_is_promised() -> None:
    less = permit(
        term("A workshop that is cancelled is refunded less the booking fee."), kind="refund", amount=pounds("158.40")
    )
    text = "The price of the workshop is refunded less the booking fee: £180.00 minus £21.60, so £{}."
    facts = {"workshop price": "180.00 GBP", "booking fee": "21.60 GBP"}
    assert not check(text.format("158.40"), less, facts=facts).blocked
    assert check(text.format("178.40"), less, facts=facts).blocked


@pytest.mark.parametrize(
    "text",
    [
        "The ferry fare comes back to you, £7.90.",
        "The ferry fare and the berth fee are refunded, £7.90 and £8.20, together £16.10.",
    ],
)
def test_a_sum_that_bears_the_name_of_what_a_clause_gives_is_its_sum(text: str) -> None:
    gives = permit(
        term("When a sailing is called off by us, the ferry fare and the berth fee are refunded."),
        kind="refund",
        amount=None,
    )
    facts = {"ferry_fare": "7.90 GBP", "berth_fee": "8.20 GBP", "parking": "24.00 GBP", "hotel": "61.00 GBP"}
    assert not check(text, gives, facts=facts).blocked
    assert check(text.replace("£7.90", "£61.00").replace("£16.10", "£69.20"), gives, facts=facts).blocked


def test_what_is_taken_off_is_none_of_what_a_clause_gives() -> None:
    gives = permit(term("The berth price is refunded less the booking fee."), kind="refund", amount=None)
    facts = {"berth_price": "90.00 GBP", "booking_fee": "12.00 GBP"}
    assert check("The booking fee is refunded, £12.00.", gives, facts=facts).blocked


@pytest.mark.parametrize(("behind", "blocked"), [("It is paid once the harness has arrived.", False), ("It was a fine harness.", True)])  # fmt: skip
def test_the_sentence_behind_may_say_what_money_waits_for(behind: str, blocked: bool) -> None:
    waits = permit(
        term("Once the harness has arrived, its price is refunded."), kind="refund", firm=False, amount=pounds("64")
    )
    assert check(f"The £64 for the harness is refunded to your card. {behind}", waits).blocked is blocked


def test_money_against_a_receipt_says_what_it_waits_for() -> None:
    waits = permit(
        term("Where the shuttle fails, a taxi is paid up to £80."), kind="refund", firm=False, amount=pounds("80")
    )
    assert not check("Das Taxi erstatten wir gegen Quittung bis zu 80 Pfund.", waits, language="de").blocked
    assert check("Das Taxi erstatten wir mit 80 Pfund.", waits, language="de").blocked


@pytest.mark.parametrize(
    "text",
    [
        "That makes £117.00, issued to your card within 10 days of your choice, which I take to be today.",
        "I checked the invoice: which rule counts depends on the shop, and not on where you are staying.",
        "Le remboursement de 150 £ dépasse ce que je peux accorder.",
    ],
)
def test_what_is_beyond_us_or_tells_how_things_stand_gives_nothing(text: str) -> None:
    slow = permit(
        term("The price of a rug is refunded within 10 days of the choice."), kind="refund", amount=pounds("117")
    )
    (ban,) = terms("We do not ask where a guest is staying.")
    facts = {"invoice": "checked", "price of the rug": "117.00 GBP"}
    assert not check(
        text, slow, prohibitions=(ban,), facts=facts, language="fr" if text.startswith("Le") else "en"
    ).blocked


def test_the_day_of_an_appointment_on_record_is_no_time_of_ours_but_a_day_of_money_is() -> None:
    slow = permit(term("A boiler is repaired within 20 days."), kind="repair")
    money = permit(term("The price of a boiler is refunded within 20 days."), kind="refund")
    facts = {"status": "no heating; fitter booked for 2026-11-27"}
    assert not check("The fitter will repair the boiler on Friday, November 27.", slow, facts=facts).blocked
    assert check("The fitter will repair the boiler on Thursday, November 26.", slow, facts=facts).blocked
    assert check("The fitter's price is refunded on Friday, November 27.", money, facts=facts).blocked


def test_each_of_two_sums_counts_for_the_clause_that_speaks_of_it() -> None:
    charge = permit(
        term("A confirmed wrong charge is refunded in full."), kind="refund", amount=pounds("70"), planned=True
    )
    bank = permit(
        term("A fee of the bank for a wrong charge is reimbursed up to £40."), kind="refund", amount=pounds("40")
    )
    facts = {"charged": "17.50 GBP in each of four months, 70.00 GBP", "fees of the bank": "12.70 GBP, 52.70 GBP"}
    text = "We refund the wrong charge of £70. We will also reimburse the fee of £{} that your bank took for it."
    assert not check(text.format("12.70"), charge, bank, facts=facts).blocked
    assert check(text.format("52.70"), charge, bank, facts=facts).blocked


def test_a_deed_shows_in_the_part_of_a_fact_that_tells_of_it() -> None:
    facts = {"desk_status": "reported 2026-11-20, not confirmed yet"}
    assert not check("I have reported your case to the desk on November 20.", facts=facts).blocked
    assert "unproven" in verdicts("I have refunded your case at the desk.", facts=facts)


def test_who_names_a_sum_has_decided_on_it() -> None:
    credit = permit(CREDIT, amount=Money(value=Decimal(30), currency="USD"), planned=True)
    told = "We are sorry. That hour is worth $30 to us too, as the matrix has it."
    assert not check(told, credit, whole_letter=True).blocked
    assert check(told.replace("$30", "$3"), credit, whole_letter=True).blocked


def test_nothing_else_rules_out_nothing_that_a_clause_gives() -> None:
    slow = permit(term("Unused hours are then refunded within 10 days."), kind="refund")
    gives = permit(term("An hour that the coach missed is put back within 2 days of the report."), kind="credit")
    rest = terms("Nothing else is due for a missed hour.")
    text = "We will put the missed hour back into your account within {} of your report."
    assert not check(text.format("2 days"), slow, gives, prohibitions=rest).blocked
    assert check(text.format("1 day"), slow, gives, prohibitions=rest).blocked


def test_a_sum_that_was_paid_shows_no_clause() -> None:
    """What was paid is the sum of every clause that gives something in full."""
    waits = permit(
        term("Once Finance has confirmed a double charge, it is refunded in full."),
        kind="refund", firm=False, amount=pounds("90"),
    )  # fmt: skip
    other = permit(term("The fee of the examiner goes to the college."), kind="refund", amount=pounds("90"))
    assert check("We will refund the full £90 to your credit card.", waits, other).blocked


def test_another_sum_than_the_owed_one_needs_a_clause_that_speaks_of_it() -> None:
    code = permit(
        term("A second pupil in one household gets 10% off with a household code."),
        kind="discount",
        amount=pounds("198"),
    )
    assert check("I'll add £100 for the second lesson.", code).blocked
    assert not check("I'll take £150 off for your household with the code.", code).blocked


def test_a_clause_that_says_no_rules_out_what_another_of_its_kind_permits() -> None:
    loose = permit(term("A name on an invoice is corrected."), kind="fix")
    higher = permit(
        term("A supervisor may restore lapsed hours to the account."), kind="credit", owed=False, level="supervisor"
    )
    text = "I will restore your lapsed hours to the account."
    assert not check(text, loose).blocked
    assert check(text, loose, higher).blocked


def test_a_refusal_for_a_reason_is_none_for_another() -> None:
    half = permit(term("On a change of mind the lens price is refunded at 50%."), kind="refund", amount=pounds("85"))
    late = terms("The price of frame or lenses is not reduced or refunded because an order was late.")
    text = "The lenses are refunded at half, £85.00."
    assert not check(
        text, half, prohibitions=late, facts={"reason": "change of mind", "lens price": "170.00 GBP"}
    ).blocked
    told = {"reason": "the order was late", "lens price": "170.00 GBP"}
    said = "The price of the lenses is refunded."
    assert "forbidden" in verdicts(said, prohibitions=late, facts=told)
    assert "forbidden" not in verdicts(said, prohibitions=late, facts={"reason": "change of mind"})


def test_what_is_refused_in_place_of_a_thing_does_not_refuse_the_thing() -> None:
    own = permit(term("An adviser may add a voucher of up to £30."), kind="credit", owed=False, amount=pounds("30"))
    ban = terms("We never give money instead of a voucher.")
    assert not check("For the missed call I can add a £30 voucher.", own, prohibitions=ban).blocked
    ban = terms("We never give a refund for a missed visit instead of a voucher.")
    assert "forbidden" in verdicts("I will give you a refund for the missed visit.", prohibitions=ban)
    assert "forbidden" not in verdicts("I will give you a voucher for the missed visit.", prohibitions=ban)


@pytest.mark.parametrize(
    "text", ["La garantie ne couvre pas les verres.", "Unsere Garantie gilt für die Federn."]
)  # fmt: skip
def test_the_guarantee_of_a_thing_is_no_word_of_ours(text: str) -> None:
    language = "fr" if text.startswith("La") else "de"
    assert "absolute" not in verdicts(text, language=language)  # type: ignore[arg-type]  # one of the two


def test_what_our_rules_guarantee_may_be_told() -> None:
    rule = terms("We guarantee 85% of the forecast output in the first year.")
    text = "85% of the forecast output is guaranteed in the first year."
    assert "absolute" not in verdicts(text, current=rule)
    assert "absolute" in verdicts(text)


BARE = terms("Towards a new boiler we pay 400 if the old one is new, and 200 if it is older.")


def test_a_bare_figure_of_a_clause_is_a_sum_that_may_be_told() -> None:
    text = "Our contribution to the boiler comes to £{}."
    facts = {"quote": "2,480.00 GBP"}
    assert "unsupported" not in verdicts(text.format("200"), current=BARE, facts=facts)
    assert "unsupported" in verdicts(text.format("230"), current=BARE, facts=facts)


def test_a_sum_that_a_person_reckoned_by_a_clause_passes_where_we_could_not_reckon_it() -> None:
    clause = permit(
        term("The cabin prices of both crossings are refunded in full, less anything already refunded for a cabin."),
        kind="refund",
    )
    facts = {"cabin price out": "112.00 GBP", "cabin price back": "98.00 GBP", "already refunded": "56.00 GBP"}
    text = "We will refund £{} for the cabin prices of both crossings."
    assert not check(text.format("154.00"), clause, facts=facts).blocked
    assert check(text.format("169.40"), clause, facts=facts).blocked
    assert check(
        text.format("154.00"), clause, facts=facts | {"cabin price back": "none", "hotel": "98.00 GBP"}
    ).blocked
