"""Words that carry no theme, folded: those of grammar, never looked for, and those that every request is made of."""

_GRAMMAR = """
a an the and or of for with from by to in on at as is are be we our us you your it its this that these those
who which what can could will would do does have has not no any all more into than their they them was were
le la les l un une des de du d et ou pour avec par dans sur en au aux est sont nous notre nos vous votre vos
il elle ils elles qui que quoi dont se ses son sa ce cette ces ne pas plus leur leurs y
der die das den dem ein eine einen einem einer eines und oder fur mit von vom zum zur zu im am auf aus bei
nach ist sind wir unser unsere unseren sie ihr ihre er es sich nicht als auch wie wird werden durch
"""
_REQUESTS = """
somebody someone anybody company companies firm firms business partner partners supplier suppliers need needs look
looking find finding seek seeking search searching want wants help offer offers wanted please
entreprise entreprises societe societes partenaire partenaires fournisseur fournisseurs besoin cherche cherchons
chercher recherche recherchons trouver souhaitons voulons quelqu quelqu'un aide propose proposons
firma firmen unternehmen betrieb partner partnern lieferant lieferanten brauchen braucht suche suchen sucht gesucht
finden jemand jemanden mochten wollen bieten bietet hilfe
기업 기업들 회사 업체 파트너 협력사 당사 우리 저희 필요 희망 제공 분 곳
"""

STOP_WORDS = frozenset(_GRAMMAR.split())
REQUEST_WORDS = frozenset(_REQUESTS.split())
"""Left out of a question as long as anything else remains."""
