"""What Spanish, German and French letters speak of, in English: the local model knows no other language.

Word by word and by the beginnings of words, which is no translation, but says what a letter is about.
"""

from __future__ import annotations

import re
from functools import lru_cache

# One line a thing: English, then the beginnings of the words for it in Spanish, German and French.
_TABLE = """
refund: reembols devoluci devolver devuelv reintegr rückerstatt erstatt rückzahl zurückzahl rembours
return: retourn zurücksend zurückgeb rücksend rückgab renvoyer renvoi
replacement: reemplaz reposici sustitu ersatz umtausch austausch tausch remplac échang echang
repair: reparac reparar arregl reparatur reparier répar repar dépann
credit: crédito abono gutschrift guthaben gutschreib avoir créditer
discount: descuento rebaja rabatt nachlass ermäßig remise réduction rabais
compensation: compensac indemniz entschädig schadenersatz schadensersatz ausgleich dédommag indemnis compensation
fee: tarifa comisi gastos coste gebühr kosten frais
charge: cobr cargo abgebucht abbuch berechn belast prélev débit factur
charged twice: duplicad doblemente doppelt zweimal doublon
price: precio preis prix tarif
invoice: factura rechnung
payment: pago pagar pagué pagado zahlung bezahl zahlen gezahlt paiement payé payer
money: dinero geld argent
card: tarjeta karte kreditkarte carte
bank: banco bank banque
order: pedido bestell auftrag commande
delivery: entrega envío entregar liefer zustell livrais livr
parcel: paquete paket sendung päckchen colis
late delayed: retras tarde demora tard verspät verzöger spät verzug retard
days: días tage tagen jours
weeks: semanas woche semaine
waiting: esperando espero esperar warte gewartet attend attente
lost: perdid extravi verloren verschwunden verlor perdu égar
missing: falta faltan faltaba fehlt fehlen fehlend manque manquant
damaged: dañad daño beschädig schaden abîm endommag
broken: roto rota rotos rompi kaputt zerbroch gebroch zerbrach cassé casse brisé
defective: defectuos defekt mangel mängel défectueu défaut
wrong: equivocad incorrect falsch erroné mauvais
cancel cancellation: cancel anul storn kündig absag abgesagt annul résili
cancelled by you: cancelaron cancelado abgesagt annulé
contract: contrato vertrag contrat
notice: preaviso aviso kündigungsfrist préavis
term deadline: plazo frist délai
renewal: renov verläng renouvell reconduc
subscription plan: suscripc abonnement abo abonne
customer service: atención kundendienst kundenservice service
complaint: queja reclam beschwer reklam réclam plainte
answer reply: respuest respond antwort réponse répond
call: llamad llamar llamé anruf angerufen telefon appel appelé
apology: disculp entschuldig excus
supervisor manager: supervisor encargad gerente vorgesetz leiter responsable supérieur
rude: groser maleducad unhöflich unfreundlich impoli désagréable
guarantee: garant
warranty: garantía garantie gewährleist
flight: vuelo flug vol
airport: aeropuerto flughafen aéroport
luggage baggage: equipaje maleta gepäck koffer bagage valise
passenger: pasajer passagier fluggast passager
hotel accommodation: hotel alojamiento unterkunft übernacht hébergement nuitée
room: habitaci zimmer chambre
booking: reserva reserv buchung gebucht buchen réserv
guest: huésped gast gäste hôte client
night: noche nacht nuit
noise: ruido lärm laut bruit
clean: limpi sucio sauber schmutz propre sale nettoy
food meal: comida essen mahlzeit verpflegung repas nourriture
breakfast: desayuno frühstück déjeuner
voucher: vale bono cupón gutschein bon chèque
points miles: puntos millas punkte meilen points miles
member: miembro soci mitglied membre adhér
ticket: billete boleto ticket fahrkarte flugschein billet
connection missed: conexión anschluss verpasst correspondance manqué
train: tren zug bahn train
insurance: segur versicher assur
claim: siniestro schadensfall schadenmeldung sinistre
internet line: internet conexión línea leitung anschluss ligne connexion
slow: lent langsam
fault outage: avería corte caída störung ausfall gestört panne coupure interruption
engineer technician visit: técnico techniker visita besuch technicien intervention rendez
appointment: cita termin
missed: perdió versäumt verpasst manqué
router equipment: equipo aparato gerät router appareil équipement matériel
phone number: número rufnummer nummer numéro
mobile: móvil celular handy mobilfunk mobile portable
electricity: luz electricidad strom électric
gas: gas gaz
meter: contador medidor zähler compteur
move house: mudanza mudar umzug umziehen déménag
address: dirección adresse anschrift
account: cuenta konto compte
password login: contraseña acceso passwort anmeld kennwort
data: datos daten données
delete: borrar eliminar lösch supprim effac
privacy: privacidad protección datenschutz confidentialité rgpd dsgvo
export: export
error bug: error fallo fehler erreur bogue
feature: función funktion fonction
workspace: espacio arbeitsbereich espace
user seat: usuario asiento benutzer nutzer lizenz utilisateur siège licence
tax vat: iva impuesto mehrwertsteuer umsatzsteuer steuer tva taxe
furniture: mueble möbel meuble
sofa chair table bed: sofá silla mesa cama sessel stuhl tisch bett fauteuil chaise lit canapé
lamp: lámpara lampe leuchte
clothes shoes: ropa zapatos kleid schuh vêtement chaussur
color size: color talla größe farbe couleur taille
photo: foto imagen bild photo image
proof receipt: comprobante recibo justificante beleg nachweis quittung preuve reçu justificatif
signature: firma unterschr signature
stolen: robad gestohlen diebstahl volé vol
fraud: fraude estafa betrug fraude escroqu
neighbor: vecin nachbar voisin
driver: conductor repartidor fahrer bote chauffeur livreur
injury hurt: herid lesion verletz bless
fire smoke shock: fuego incendio humo feuer brand rauch stromschlag feu fumée incendie
doctor hospital: médic hospital arzt krankenhaus médecin hôpital
lawyer legal: abogad legal anwalt rechtlich avocat juridique
authority regulator: consumo autoridad behörde verbraucherschutz autorité consommat
review: reseña opinión bewertung avis
child baby: niño niña bebé hijo hija kind baby enfant bébé
elderly disabled: mayor discapac silla älter behindert rollstuhl âgé handicap fauteuil
wedding: boda hochzeit mariage
funeral death: funeral falleci beerdig verstorb todesfall obsèques décès
sick illness: enferm krank malad
work time off: trabajo arbeit urlaub travail congé
cash: efectivo bar bargeld espèces liquide
gift: regalo geschenk cadeau
promotion code: código promoción gutscheincode aktion code promo
again second time: otra segunda wieder erneut zweite nouveau deuxième encore
promised: promet prometi versproch zugesagt promis promesse
today now immediately: hoy inmediat ahora sofort heute umgehend unverzüglich immédiat aujourd
window period: ventana zeitraum période
change: cambiar cambio änder wechsel chang modif
extension: prórroga ampliar verlänger prolong
exception: excepción ausnahme exception
free of charge: gratis gratuit kostenlos umsonst
"""
_FUNCTION_WORDS = frozenset(
    word
    for line in (
        "que los las una por con para pero muy está este esta como más sin sobre desde hace también mi del el en un se su lo qué",
        "und ich nicht ist die der das ein eine mit für auf sie wir habe haben bei wurde seit noch zu den dem im von ihr mir mein",
        "je vous nous est les des une pas pour dans avec sur mon ma mais été depuis qui sont cette du au ce il",
    )
    for word in line.split()
)
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "is",
        "are",
        "was",
        "were",
        "my",
        "you",
        "your",
        "i",
        "have",
        "has",
        "not",
        "for",
        "with",
        "that",
        "this",
        "of",
        "to",
        "it",
        "in",
        "on",
    ]
)
_WORD = re.compile(r"[^\W_]+")
_KEPT = re.compile(r"\d+(?:[.,]\d+)?|[A-Z]{2,}[\w-]*")


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _TABLE.strip().split("\n"):
        english, _, foreign = line.partition(":")
        for start in foreign.split():
            found.setdefault(start, english)
    return found


def is_foreign(text: str) -> bool:
    """Whether a text is Spanish, German or French rather than English, told by its small words."""
    spoken = [word.lower() for word in _WORD.findall(text)]
    foreign = sum(word in _FUNCTION_WORDS for word in spoken)
    return (foreign >= 2 or "¿" in text) and foreign > 2 * sum(word in _ENGLISH for word in spoken)


def in_english(text: str) -> str:
    """The things that a Spanish, German or French text speaks of, as English words in their order ("" for none)."""
    said: list[str] = []
    for word in _WORD.findall(text):
        english = _lookup(word.lower()) or (word if _KEPT.fullmatch(word) else "")
        if english and (not said or said[-1] != english):
            said.append(english)
    return " ".join(said)


@lru_cache(maxsize=20_000)
def _lookup(word: str) -> str:
    """The English for the longest known beginning of a word; for a German compound, of its later parts as well."""
    beginnings = _beginnings()
    for end in range(len(word), 2, -1):
        if (english := beginnings.get(word[:end])) and (end >= 4 or end == len(word)):
            rest = _lookup(word[end:]) if len(word) - end >= 5 else ""
            return f"{english} {rest}".strip()
    # "Lieferkosten" begins with a known word; "Rohrbruchschaden" only ends with one.
    for start in range(1, len(word) - 4):
        tail = word[start:]
        if len(tail) >= 5 and (english := beginnings.get(tail)):
            return english
    return ""
