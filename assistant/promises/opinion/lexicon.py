"""Word fields: verbs and nouns of customer service by what they are about, so that a word never seen counts like its kin."""

from __future__ import annotations

from assistant.promises.verbs import word_set

_VERBS = {
    "give": "give grant award offer provide issue add apply put pop credit throw load slip drop enclose include treat gift tuck top present donate allow tack chuck bung stick",
    "payback": "refund reimburse repay return compensate settle pay cover meet bear foot transfer wire deposit shoulder recoup honour honor",
    "waive": "waive remove cancel drop reverse lift scrap delete wipe forgive strike knock absorb void annul clear withdraw quash",
    "reduce": "reduce lower cut halve discount match slash trim shave price-match",
    "replace": "replace swap exchange remake reprint reissue rebake resend redo reship substitute re-send re-issue re-ship recut reorder",
    "mend": "repair mend fix adjust tighten seal realign align refit service clean repaint paint retune tune rehang patch solder stitch sew glue polish restring rewire unclog unblock calibrate recalibrate bleed descale "
    "refill regrout reglaze plaster replaster sand varnish lubricate grease true straighten overhaul refurbish rebuild install fit mount dry replumb relay alter shorten resole",
    "correct": "correct amend restore reset reconnect reinstate unlock update rectify reboot debug migrate resync re-enable edit rename rebill recalculate patch deploy rerun reprocess sync roll activate reactivate unfreeze resolve mark re-mark",
    "tell": "call phone ring email e-mail write text contact tell inform notify reply answer respond confirm explain message announce dm talk hear publish ping whatsapp voicemail clarify",
    "look": "investigate check review look inspect examine trace search test assess monitor audit analyse analyze compare verify track probe study research listen measure diagnose retrace consider",
    "pass": "escalate pass forward flag raise refer report mention share feed brief hand submit log ask request consult chase urge instruct alert relay discuss",
    "carry": "deliver send ship dispatch despatch bring courier post carry redeliver mail run fetch",
    "change": "change move switch book rebook reschedule extend upgrade downgrade pause freeze hold reserve renew end close terminate postpone enrol register convert transfer shift suspend cancel rearrange reassign seat backdate carry",
    "teach": "train retrain remind coach warn discipline rebrief",
    "keep": "keep retain lend loan store collect pick dispose recycle protect stay remain ensure continue publish hang",
}
_NOUNS = {
    "cash": "money refund refunds deposit fare cash payment sum amount balance difference cost costs cheque check expenses overpayment claim settlement rent price card penny cent reimbursement payout invoice bill",
    "value": "voucher vouchers credit credits goodwill compensation gift points miles bonus hamper flowers upgrade coupon token tokens sample samples treat drink drinks dessert meal lunch dinner breakfast coffee pass perk chocolates prosecco wine cake "
    "complimentary free surprise extra shards coins gems gb data session ride night guest",
    "charge": "fee fees charge charges fine fines penalty surcharge interest postage excess levy supplement toll charged deductible premium",
    "cut": "discount % off reduction rate cheaper half percent less reduced lower sale",
    "goods": "lamp chair table sofa bed mattress desk wardrobe shelf mirror rug curtain cushion pillow duvet kettle toaster blender mixer pan pot knife plate cup mug glass bottle jar box book toy doll puzzle game bike helmet tent bag rucksack suitcase shoe shoes boots trainers "
    "coat jacket dress shirt skirt trousers jeans hat scarf gloves socks ring necklace bracelet watch phone handset tablet laptop charger cable remote speaker headphones camera lens battery filter bulb pump part parts spare copy album print plaque sign key keys card tyre "
    "pedal saddle hanger collar lead bouquet plant plants tree trees seeds cake bread eggs milk pizza order item items product unit pair set model size tickets lid handle screws door drawer leg wheel pack tube cartridge printer frame glasses lenses ticket",
    "works": "boiler roof tap pipe pipes ceiling wall floor window gutter gutters drain drains sink toilet shower bath heating radiator wiring socket lift elevator gate fence lock hinge meter engine brakes gearbox exhaust clutch bumper windscreen car van oven hob fridge freezer "
    "washer dishwasher dryer leak damp crack tile tiles paint carpet stitches crown filling tooth brace treatment mould hem zip sleeve sleeves seam sole heel strings piano valve thermostat inverter panel panels mast",
    "skilled": "engineer engineers technician technicians plumber electrician mechanic fitter fitters carpenter joiner roofer glazier locksmith handyman contractor contractors tailor restorer optician builder decorator gardener",
    "system": "app bug bugs login server data sync line signal connection record records statement software website site file error password profile spelling name typo glitch system outage broadband internet wifi router release update patch version setting settings listing reading "
    "readings direct-debit import export backup queue account portal screen duplicate entry mistake certificate link",
    "booking": "booking reservation subscription contract membership plan appointment seat seats room flight slot lesson lessons date dates policy tariff timetable class course cabin trip stay visit term package lease tenancy",
    "word": "call email letter update answer reply news outcome result results decision text message report confirmation feedback word touch shout ring bell summary statement explanation response",
    "freight": "parcel package courier van driver post shipment delivery luggage baggage doorstep warehouse depot tracking consignment crate pallet mail",
    "people": "manager team director supervisor head owner board colleague department staff crew chef boss office lead committee leader partner supplier kitchen branch store landlord seller management engineers planners buyers buyer",
    "time": "days weeks month months week day hours year",
}


def _fields(words: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, members in words.items():
        for word in word_set(members):
            found[word] = (*found.get(word, ()), field)
    return found


_VERB_FIELDS, _NOUN_FIELDS = _fields(_VERBS), _fields(_NOUNS)


def verb_fields(verb: str) -> tuple[str, ...]:
    """The fields of a verb in its base form; none for a verb that is not listed."""
    return _VERB_FIELDS.get(verb, ())


def noun_fields(tokens: list[str]) -> frozenset[str]:
    """The fields of the nouns among the words."""
    return frozenset(
        field
        for token in tokens
        for field in _NOUN_FIELDS.get(token, ()) or _NOUN_FIELDS.get(token.removesuffix("s"), ())
    )
