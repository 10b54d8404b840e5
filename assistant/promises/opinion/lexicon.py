"""Word fields: what the verbs, nouns and turns of speech of customer service are about, so that a word never seen counts like its kin."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.promises.patterns import Scans
from assistant.promises.verbs import forms

_VERBS = {
    "payback": "return refund reimburse repay recoup recompense indemnify",
    "pay": "approve authorise authorize buy pay settle cover meet bear foot shoulder fund finance contribute square owe honour honor wire transfer remit deposit disburse sponsor subsidise subsidize",
    "waive": "waive forgive strike void annul quash absorb scrap erase rescind exempt excuse",
    "remove": "remove drop lift clear wipe delete withdraw reverse deduct subtract",
    "charge": "charge bill invoice debit cost levy",
    "reduce": "knock reduce lower cut halve discount slash trim shave price-match undercut cap match beat",
    "compensate": "credit compensate treat reward gift upgrade thank pamper spoil invite award grant",
    "give": (
        "give offer provide issue add apply put pop load throw slip enclose include tuck top present donate allow tack chuck bung stick hand leave drop let have get find receive see arrange make do "
        "supply"
    ),
    "replace": "order replace swap exchange remake reprint reissue rebake resend reship substitute recut reorder re-send re-issue re-ship reframe restock re-bake re-supply",
    "make": "make bake cook sew print knit grind brew weave cast carve cut ice frame pack produce prepare build craft mix pour roast engrave",
    "mend": (
        "repair mend hang rehang reweave reseed plant replant underpin visit adjust tighten seal realign align refit service clean repaint paint retune tune rehang patch solder resolder stitch restitch sew glue reglue polish repolish restring rewire "
        "unclog unblock calibrate recalibrate bleed descale refill regrout grout reglaze plaster replaster sand varnish lubricate grease true straighten overhaul refurbish rebuild install fit mount "
        "dry replumb alter shorten lengthen resole reheel weld reweld screw rescrew smooth reshape re-lay relay lay re-line reline dredge drain pump flush sweep unjam unstick treat recolour recolor "
        "redye dye retouch plane bolt rehinge hinge regas refelt reslate tile retile carpet recarpet steam launder scrub disinfect fumigate insulate damp-proof caulk rivet splice revarnish rewind "
        "restuff reupholster upholster recover re-cover recap crown drill numb suture bandage dress redress massage"
    ),
    "correct": (
        "fix correct amend restore reset reconnect reinstate unlock rectify reboot debug migrate resync sync re-enable enable disable edit rename rebill recalculate deploy rerun reprocess roll "
        "activate reactivate unfreeze resolve mark re-mark troubleshoot squash reconcile recover rebuild reinstall install restart refresh relaunch recode reprogram reconfigure configure repopulate "
        "reindex reload reopen unblock whitelist untangle clean purge merge de-duplicate dedupe unlink link relink overwrite backfill regenerate retrigger release update re-run rollback revert push "
        "ship"
    ),
    "tell": (
        "call phone ring telephone email e-mail write text contact tell inform notify reply answer respond confirm explain message announce dm pm talk hear publish ping whatsapp voicemail clarify "
        "update brief acknowledge advise apprise dial report outline summarise summarize describe disclose reveal share post warn alert"
    ),
    "look": (
        "open investigate check review look inspect examine trace search test assess monitor audit analyse analyze compare verify track probe study research listen measure diagnose retrace weigh reweigh "
        "sample survey scan observe evaluate revisit reassess re-examine recheck double-check retest determine decide establish rule reconsider consider explore query interview interrogate scrutinise "
        "scrutinize reopen reread sift comb appraise x-ray count recount"
    ),
    "pass": (
        "escalate pass forward flag raise refer report mention feed hand submit log ask request consult chase urge instruct relay discuss bump delegate lodge file nudge press push prod petition "
        "appeal involve loop highlight convey transmit speak liaise confer"
    ),
    "carry": "deliver send ship dispatch despatch bring courier post carry redeliver mail run fetch reach arrive leave follow land come get transport express overnight convoy freight",
    "book": (
        "book rebook reschedule extend downgrade pause freeze hold reserve renew postpone enrol enroll register convert shift suspend rearrange reassign seat backdate switch move change reroute "
        "divert redirect transfer delay defer schedule pencil slot squeeze re-book reseat accommodate rehouse relocate alter vary prolong lengthen shorten"
    ),
    "end": "cancel terminate close end stop unsubscribe discontinue deactivate halt release",
    "teach": "train retrain remind coach warn discipline rebrief reprimand caution educate instruct reprove dismiss",
    "keep": "keep retain store stay remain ensure continue safeguard protect guard mind",
    "lend": "lend loan borrow",
    "fetch": "collect pick retrieve dispose recycle fetch",
    "policychange": "redesign rewrite rethink introduce improve strengthen overhaul revise change adopt hire recruit",
}  # fmt: skip
# A verb with what gives it another sense; "~" stands for up to four words, and the first word for all its forms.
_PHRASES = {
    "payback": (
        "pay~back|give~back|put~back on|put~back in|send~back to your|get~back what|get~money back|money back|cent back|penny back|have~back within|make~good|make~whole|pick up the tab|"
        "pick up the bill|turn into cash|come~back to your card|back on your card|back to your card|back in your account|back into your account|take~back and|bring anything back"
    ),
    "waive": (
        "write~off|wipe~out|strike~out|strike~off|let~off|wave~through|take~off your bill|take~off your statement|taken off|come off|comes off|on us|nothing to pay|not owe|owe us nothing|"
        "free of charge|forget about|for free"
    ),
    "reduce": (
        "knock~off|take~off the price|take~off the invoice|bring~down|come~down|go~down|drop to|shave~off|pay half|pay only|half price|% off|off the price|off your next|off the next|"
        "lower rate|old rate|sale price|match the price|go any lower|comes down"
    ),
    "compensate": (
        "throw in|throw~in|make~up for|make it up|make up to|on the house|on me|as a gesture|by way of apology|as an apology|ex gratia|in recognition|for the trouble|for your trouble|"
        "for the inconvenience|for the upset|as our guest|as my guest|tuck~in|is yours|are yours"
    ),
    "replace": "like for like|in its place|instead of the|start again|from scratch|brand new|another one|a new one|new ones|one more|second one",
    "mend": (
        "put~right|set~straight|touch~up|make~safe|working order|working again|come round|come out|come back and|come over|be out|send~round|call round|sort~out the|look~at on|see to the|"
        "patch~up|fit~in"
    ),
    "correct": (
        "back up|back online|up and running|work~again|works again|turn~off|turn~on|switch~on|switch~off|roll~back|rolls~back|set up|get~up again|put~right|straighten out|iron out|sort~out|"
        "take~off your file|bring back|be back|come back|running again|live again|log in"
    ),
    "tell": (
        "let~know|keep~posted|keep~updated|keep~informed|keep~loop|get back to|come back to you|be in touch|in touch|get in touch|give~a ring|give~a call|give~a shout|give~a bell|"
        "drop~a line|hear from|hear back|talk~through|walk~through|take~through|go over~with you|go through~with you|set out|put~in writing|in writing|report back|check in|check back|"
        "touch base|follow up|tell~where|an answer|an update|my call|our call|news"
    ),
    "look": (
        "look into|look at|look again|looking into|dig into|find out|go through|been through|get to the bottom|work out|check~out|track~down|turn~upside down|keep an eye|take a look|"
        "have a look|another look|case opened|open a case|open a trace|case on it|on it|walk round|under number|under reference"
    ),
    "pass": (
        "pass~on|take~up with|take~to|bring~up with|run~past|run~by|put~to the|put~to our|put~to my|put~before|put you through|put~through to|word with|hand~over|feed~back|with our~team|"
        "with the~team|send~higher|have a word|goes to the|go to the|goes straight to|reach the|raise~with|let~manager know|in front of|move~up"
    ),
    "carry": (
        "out for delivery|on the van|on its way|on the way|on their way|drop~off|at your door|to your door|get~to you|bring~to you|bring~round|turn up|send~out|goes out|go out|in the post|"
        "leave~depot|leaves~warehouse|be with you"
    ),
    "book": (
        "put~back an|put~back a|put~off|bring~forward|move~to|switch~to|carry~over|pencil~in|fit you in|squeeze~in|book~in|put you on|put you down|get you on|hold your place|hold the room|"
        "hold the seat|hold your seat|free up|comes free|sign~up"
    ),
    "end": "take~off the list|comes off the list|call~off|opt out|stand~down",
    "teach": "speak to the driver|spoken to|give~training|given~warning|remind~staff",
    "fetch": "take~away|pick~up|take~with us|take the old|come~to collect|return label|send anything back|return it|return them",
    "keep": "keep the|hang on to|look after|hold~for you|set~aside|put~aside|one back",
    "none": "applies to|apply to",
}  # fmt: skip
_NOUNS = {
    "cash": (
        "money refund refunds reimbursement deposit bond fare cash sum amount balance difference cheque check expenses overpayment claim settlement payout penny cent cents outlay receipts cost costs "
        "bill bills invoice tab price total rent taxi"
    ),
    "value": (
        "voucher credit goodwill compensation gift points miles bonus hamper flowers upgrade coupon token sample treat drink drinks dessert complimentary surprise shards coins gems perk chocolates "
        "prosecco champagne wine bottle gesture present extra freebie pass passes guest lounge sweetener month compliments"
    ),
    "charge": "fee charge fine penalty surcharge interest postage excess levy supplement toll deductible duty corkage roaming towing call-out admin late-fee reminder shipping customs overage no-show",
    "cut": "discount reduction rate cheaper half third quarter tenth lower sale offer deal promotion promo percent quote concession",
    "goods": (
        "lamp chair table sofa bed mattress desk wardrobe shelf mirror rug curtain cushion pillow duvet kettle toaster blender mixer pan pot knife plate cup mug glass bottle jar box book toy doll "
        "puzzle game bike helmet tent bag rucksack suitcase shoe boot trainer coat jacket dress shirt skirt trousers jeans hat scarf glove sock ring necklace bracelet watch phone handset tablet "
        "laptop charger cable remote speaker headphone camera lens battery filter bulb part spare copy album print plaque sign key card tyre pedal saddle hanger collar lead bouquet plant tree seed "
        "cake bread egg milk pizza order item product unit pair set model size ticket lid handle screw bolt drawer leg wheel pack tube cartridge printer frame glasses parcel meal dish burger soup "
        "starter main coffee tea pie tray basket crate carton poster painting canvas vase statue clock radio stereo amplifier guitar violin keyboard mouse monitor console controller disc dvd cd vinyl "
        "magazine newspaper paper notebook diary pen kit tool drill saw hammer ladder mower strimmer hose barrel bin pushchair pram cot highchair blanket towel robe sheet sandal slipper belt wallet "
        "purse umbrella scooter skateboard surfboard ski snowboard racket bat ball net medicine pill cream lotion shampoo soap perfume lipstick sunscreen vitamin supplement inhaler hearing-aid "
        "prescription router modem hub dongle sim compressor motor pump fridge freezer washer dryer cooker tin can packet sachet pouch envelope badge wristband certificate passport licence license "
        "stamp label cover"
    ),
    "works": (
        "boiler roof tap pipe ceiling wall floor window gutter drain sink toilet shower bath heating radiator wiring socket lift elevator gate fence lock hinge meter engine brake gearbox exhaust "
        "clutch bumper windscreen car van oven hob washer dishwasher damp leak crack tile paint carpet stitch crown filling tooth teeth brace dressing wound treatment mould hem zip sleeve seam sole "
        "heel string piano valve thermostat inverter panel mast door step stair drive driveway patio pool spa sauna pump chain spoke rim wheel suspension steering seat strap buckle lining stain "
        "scratch dent rust pothole pavement path kerb lamp-post streetlight hydrant manhole sewer chimney flue fireplace stove extractor fan vent aerial antenna dish plaster grout sealant skirting "
        "bannister railing balcony deck awning blind shutter highlight colour haircut fringe nail lash tattoo implant denture veneer gum hole puncture bearing belt fuse motherboard screen port noise "
        "rattle squeak drip draught fault pane strings neck frets bridge"
    ),
    "skilled": (
        "engineer technician plumber electrician mechanic fitter carpenter joiner roofer glazier locksmith handyman contractor tailor restorer optician builder decorator gardener seamstress cobbler "
        "jeweller goldsmith watchmaker luthier upholsterer installer repairer repairman crew maintenance workshop plasterer tiler stonemason welder dentist hygienist stylist colourist therapist vet "
        "groomer exterminator caretaker janitor"
    ),
    "system": (
        "marker mark strike streak flag default register iban access library playlist upload app bug login server data sync signal connection record statement software website site file error password profile spelling name surname typo glitch system outage broadband internet wifi "
        "wi-fi release update patch version build setting listing reading direct-debit import export backup queue portal screen duplicate entry mistake link page feed index database search dashboard "
        "feature filter cache token session plugin widget browser crash freeze save saves score scores achievement inventory leaderboard photo photos scan ledger register power electricity supply gas "
        "line reader terminal firmware address"
    ),
    "booking": (
        "booking reservation subscription contract membership plan appointment seat room flight slot lesson date policy tariff timetable class course cabin trip stay visit term package lease tenancy "
        "place train ferry sailing crossing berth pitch session standby list pause freeze standing account sitting exam shift route switch transfer renewal trial group"
    ),
    "word": (
        "number call email letter update answer reply news outcome result decision text message report confirmation feedback word touch shout ring bell summary statement explanation response notice "
        "notification announcement voicemail findings timetable phone writing details line tracking link"
    ),
    "freight": "parcel package courier van driver post shipment delivery luggage baggage doorstep door warehouse depot tracking consignment crate pallet mail truck lorry customs suitcase address",
    "people": (
        "manager team director supervisor head owner board colleague department staff crew chef boss office lead committee leader partner supplier kitchen branch store landlord seller management "
        "planner buyer legal developer squad maker manufacturer carrier principal trustee council headquarters hq operations auditor ombudsman baker producer matron underwriter host publisher "
        "franchisee panel"
    ),
    "feedback": "comment comments remark remarks suggestion idea petition feedback notes concern concerns criticism point points request",
    "inquiry": (
        "case trace investigation inquiry enquiry review search footage recording cctv complaint sample lab laboratory inspection test tests inspector surveyor adjuster assessor auditor panel audit "
        "check cause root evidence camera logs measurement"
    ),
    "loan": "loan courtesy hire loaner temporary",
    "usage": "leaflet menu recipe signage sign packaging process procedure training checklist rota staffing sign-off check wording",
}  # fmt: skip


def _fields(words: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, members in words.items():
        for word in members.split():
            found[word] = (*found.get(word, ()), field)
    return found


def _pattern(phrases: str) -> str:
    made = []
    for phrase in phrases.split("|"):
        first, rest = re.fullmatch(r"([^ ~]+)(.*)", phrase).groups()  # type: ignore[union-attr]  # no phrase is empty
        head = f"(?:{forms(first)})" if first.isalpha() else re.escape(first)
        made.append(head + re.escape(rest).replace("\\ ", " "))
    between = r" (?:\S+ ){0,4}?"
    joined = "|".join(made).replace("\\~", between).replace("~", between)
    return rf"(?<!\S)(?:{joined})(?!\w)"


_VERB_FIELDS, _NOUN_FIELDS = _fields(_VERBS), _fields(_NOUNS)
_PHRASE_FIELDS = tuple(_PHRASES)
_TURNS = Scans(_pattern(phrases) for phrases in _PHRASES.values())
_ENDINGS = (("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""))


@lru_cache(maxsize=4096)
def verb_fields(verb: str) -> tuple[str, ...]:
    """The fields of a verb, in its base form or another; none for a verb that is not listed."""
    if verb in _VERB_FIELDS:
        return _VERB_FIELDS[verb]
    for ending, instead in _ENDINGS:
        if verb.endswith(ending):
            base = verb.removesuffix(ending) + instead
            base = base[:-1] if base not in _VERB_FIELDS and base[-1:] == base[-2:-1] else base
            if base in _VERB_FIELDS:
                return _VERB_FIELDS[base]
    return _VERB_FIELDS.get(verb.removeprefix("re"), ())


def noun_fields(tokens: list[str]) -> frozenset[str]:
    """The fields of the nouns among the words."""
    return frozenset(field for token in tokens for field in fields_of(token))


@lru_cache(maxsize=4096)
def fields_of(word: str) -> tuple[str, ...]:
    """The fields of a noun, singular or plural; none for a noun that is not listed."""
    for ending in ("", "s", "es", "'s"):
        found = _NOUN_FIELDS.get(word.removesuffix(ending))
        if found is not None:
            return found
    return ()


def phrase_fields(text: str) -> tuple[str, ...]:
    """The fields of the turns of speech in a clause ("write ... off", "on the house")."""
    return tuple(_PHRASE_FIELDS[k] for k in _TURNS.found(text))
