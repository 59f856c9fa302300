"""Signs are narrow: what they were written for is seen in other words, and what only shares a word with it is not."""

import pytest

from clausier.answering.topics import elements_in, load_topics
from clausier.domain.folding import fold
from clausier.domain.questions import Element
from tests.corpus.test_topics import FOLDER

TOPICS = {topic.id: topic for topic in load_topics(FOLDER)}

SAID = [
    ("differends_loi", "continuite_des_services", "Un litige ne dispense pas de poursuivre les services."),
    ("differends_loi", "continuite_des_services", "Pendant la médiation, chacun exécute ses obligations."),
    ("differends_loi", "continuite_des_services", "Les Prestations sont maintenues malgré tout différend."),
    ("differends_loi", "continuite_des_services", "The Supplier shall continue to perform while a dispute is pending."),
    ("differends_loi", "continuite_des_services", "Pending the arbitration, the services shall not be suspended."),
    ("assurances", "attestation", "Le Prestataire fournit la preuve que ses primes d’assurance sont payées."),
    ("assurances", "montants", "La franchise est de 5 000 euros."),
    ("cession_controle", "accord", "La cession est subordonnée au consentement de l’autre partie."),
    ("cession_controle", "liberation_du_cedant", "Le cédant reste tenu aux côtés du cessionnaire."),
    ("confidentialite", "engagement_du_personnel", "Son personnel signe un engagement de confidentialité."),
    ("confidentialite", "restitution", "Il procède à la destruction des documents reçus."),
    ("continuite_secours", "declenchement", "Le plan est activé par la direction du Client."),
    ("documents_definitions", "documents_anterieurs", "Les CGV du Prestataire sont inopposables au Client."),
    ("documents_definitions", "documents_anterieurs", "Le Contrat prévaut sur les conditions générales d’achat."),
    ("documents_definitions", "ordre_de_priorite", "Les conditions particulières prévalent."),
    ("donnees_personnelles", "sort_des_donnees", "Il assure la suppression des données au terme du service."),
    ("donnees_personnelles", "violation", "Il notifie sans délai toute violation de données."),
    ("donnees_personnelles", "violation", "The Processor shall notify any breach within 48 hours."),
    ("donnees_personnelles", "audit", "Il se soumet aux vérifications du responsable."),
    ("duree_renouvellement", "duree_determinee", "Il est souscrit pour une période initiale de deux ans."),
    ("duree_renouvellement", "limite_des_renouvellements", "Il est renouvelable une seule fois."),
    ("facturation_paiement", "contestation", "Toute réclamation portant sur une facture est faite par écrit."),
    ("facturation_paiement", "interets_de_retard", "Les sommes impayées portent intérêt à un taux de 10 %."),
    ("force_majeure_imprevision", "notification", "Elle en informe l’autre par courriel."),
    ("gestion_changements", "demande_formelle", "Toute demande de modification est formulée par ticket."),
    ("gestion_changements", "prix_de_l_evolution", "Les évolutions réglementaires sont comprises dans le forfait."),
    ("gouvernance_qualite", "membres", "Le comité est constitué de deux directeurs."),
    ("niveaux_service", "sanction", "Le Client reçoit un avoir de cinq pour cent de la facture."),
    ("niveaux_service", "exclusions", "Sont exclues les interruptions programmées."),
    ("objet_perimetre", "exclusions", "La téléphonie est exclue du périmètre."),
    ("objet_perimetre", "interfaces", "Il gère les interfaces avec les éditeurs du Client."),
    ("obligations_client", "acces", "Le Client donne au Prestataire accès à ses salles."),
    ("penalites", "plafond", "Les pénalités ne peuvent excéder 10 % du prix annuel."),
    ("prix_revision", "montant", "Le prix est de 40 € par poste et par mois."),
    ("prix_revision", "structure_du_prix", "Le prix est forfaitaire."),
    ("propriete_intellectuelle", "etendue", "Les droits sont cédés à titre exclusif."),
    ("propriete_intellectuelle", "cession", "Les droits appartiennent au Client."),
    ("resiliation", "resiliation_partielle", "Le Client peut résilier tout ou partie des services."),
    ("responsabilite", "plafond", "La responsabilité du Prestataire est limitée à 100 000 euros."),
    ("responsabilite", "cas_non_plafonnes", "Ces limites sont écartées en cas de fraude."),
    ("restitution_donnees", "preuve", "Il remet un certificat de destruction."),
    ("reversibilite", "assistance", "Il apporte sa coopération au nouveau prestataire."),
    ("sauvegarde_archivage", "tests_de_restauration", "Les sauvegardes sont testées chaque trimestre."),
    ("securite_si", "acces", "Les accès sont réservés aux personnes habilitées."),
    ("securite_si", "correctifs", "Les vulnérabilités critiques sont traitées sous sept jours."),
    ("securite_si", "incidents", "Tout incident de sécurité est signalé au Client."),
    ("sortie_anticipee", "date_d_ouverture", "Il peut sortir une fois écoulée la première année."),
    ("sous_traitance", "liste", "Les sous-traitants déclarés à la signature figurent en annexe."),
    ("confidentialite", "exceptions", "Elle ne vaut pas pour ce qui est connu ou réclamé par un juge."),
    ("facturation_paiement", "periodicite", "Le forfait est appelé par douzièmes."),
    ("gouvernance_qualite", "comites", "Les directeurs des deux maisons se réunissent."),
    ("localisation_offshore", "pays_d_hebergement", "Les données restent à Strasbourg et à Lille."),
    ("obligations_client", "effet_du_manquement", "S’il y manque, les délais sont repoussés d’autant."),
    ("penalites", "fait_generateur", "If a service level is missed, a credit is due."),
    ("penalites", "plafond", "Le total des retenues d’un an ne passe pas dix pour cent du prix."),
    ("penalites", "imputation", "Elles viennent en déduction de la facture suivante."),
    ("prix_revision", "plafond_de_hausse", "La hausse ne passe jamais deux pour cent."),
    ("resiliation", "mise_en_demeure", "Il peut rompre vingt jours après avoir mis l’autre en demeure."),
    ("responsabilite", "plafond", "Il ne doit jamais plus de deux années de redevance."),
    ("support_maintenance", "volume_compris", "Le nombre de demandes n’est pas limité."),
]  # fmt: skip

UNSAID = [
    ("differends_loi", "continuite_des_services", "Tout litige relatif à l’exécution du Contrat relève du tribunal."),
    ("differends_loi", "continuite_des_services", "Tout différend sur la fin du Contrat est soumis à un médiateur."),
    ("assurances", "attestation", "Pour les services fournis, le Client souscrit une assurance."),
    ("cession_controle", "accord", "La cession est consentie pour la durée légale."),
    ("confidentialite", "engagement_du_personnel", "Les données à caractère personnel sont chiffrées."),
    ("confidentialite", "restitution", "Il protège les fichiers contre la destruction accidentelle."),
    ("continuite_secours", "declenchement", "L’activité du Client est décrite en annexe."),
    ("documents_definitions", "documents_anterieurs", "CGU : les présentes conditions."),
    ("documents_definitions", "ordre_de_priorite", "Aucune partie ne peut se prévaloir de ce retard."),
    ("donnees_personnelles", "violation", "Il alerte si une instruction constitue une violation du règlement."),
    ("donnees_personnelles", "sort_des_donnees", "Les personnes ont un droit d’accès et d’effacement."),
    ("duree_renouvellement", "duree_determinee", "Un compte inactif pendant une période de douze mois est fermé."),
    ("facturation_paiement", "interets_de_retard", "Il a changé d’avis sur l’intérêt de cette formation."),
    ("force_majeure_imprevision", "notification", "L’attaque informatique n’est pas un cas de force majeure."),
    ("gestion_changements", "demande_formelle", "Toute modification fait l’objet d’un avenant écrit."),
    ("gestion_changements", "prix_de_l_evolution", "Il décide des modifications, y compris des options."),
    ("gouvernance_qualite", "membres", "Cela ne constitue pas une faute du Prestataire."),
    ("niveaux_service", "sanction", "Tout événement pouvant avoir une importance est noté."),
    ("niveaux_service", "sanction", "Le Client peut partir sans pénalités."),
    ("objet_perimetre", "exclusions", "Ces serveurs sont exclusivement réservés au Client."),
    ("obligations_client", "acces", "L’utilisateur peut accéder à son compte."),
    ("penalites", "plafond", "La pénalité est demandée dans un délai maximal de trente jours."),
    ("prix_revision", "montant", "L’indemnité est de quarante (40) euros pour frais de recouvrement."),
    ("prix_revision", "structure_du_prix", "Une indemnité forfaitaire est due."),
    ("prix_revision", "structure_du_prix", "La relation est régie par le droit belge."),
    ("propriete_intellectuelle", "etendue", "Le logiciel reste la propriété exclusive de l’éditeur."),
    ("propriete_intellectuelle", "cession", "Il lui appartient de les lire."),
    ("resiliation", "resiliation_partielle", "La résiliation engage la partie qui la prononce."),
    ("resiliation", "effets", "La résiliation prend effet le lendemain."),
    ("responsabilite", "cas_non_plafonnes", "L’utilisation frauduleuse d’un mot de passe est signalée."),
    ("restitution_donnees", "preuve", "Les certificats du serveur sont renouvelés."),
    ("reversibilite", "tests_et_recette", "Les données de production ne servent pas à des tests."),
    ("sauvegarde_archivage", "tests_de_restauration", "Il vérifie que les sauvegardes ont été faites."),
    ("securite_si", "acces", "Il se protège contre tout accès non autorisé."),
    ("sous_traitance", "liste", "Le Sous-traitant déclare être certifié."),
    ("sous_traitance", "paiement", "Il respecte la réglementation."),
    ("facturation_paiement", "delai_de_paiement", "Les réserves sur une facture sont faites sous quinze jours."),
    ("gouvernance_qualite", "pouvoirs", "Un relevé de décisions est envoyé sous trois jours."),
    ("licences_codes_sources", "acces_aux_sources", "Il est interdit au Client d’accéder aux codes sources."),
    ("materiel_actifs", "inventaire", "Il signale, pendant l’état des lieux, les équipements usés."),
    ("obligations_client", "prerequis", "Le Prestataire fournit au Client une plateforme."),
    ("penalites", "imputation", "Les retenues sont limitées à huit pour cent de la facture."),
    ("penalites", "imputation", "Les pénalités sont plafonnées à 20 % de la redevance."),
    ("prix_revision", "perimetre_du_prix", "Le prix est de mille euros hors taxes."),
    ("prix_revision", "plafond_de_hausse", "Cette somme suit l’indice Syntec, sans plafond."),
    ("reversibilite", "destinataires", "Les équipes du Client ou du Prestataire changent."),
    ("reversibilite", "duree", "An exit plan is delivered within three months."),
    ("support_maintenance", "volume_compris", "On divise le nombre de demandes traitées par celui des jours."),
]  # fmt: skip


def shown(topic: str, element: str, text: str) -> bool:
    return any(one.id == element for one in elements_in(TOPICS[topic].elements, fold(text)))


@pytest.mark.parametrize(("topic", "element", "text"), SAID)
def test_what_says_it_in_other_words_is_seen(topic: str, element: str, text: str) -> None:
    assert shown(topic, element, text)


@pytest.mark.parametrize(("topic", "element", "text"), UNSAID)
def test_what_only_shares_a_word_with_it_is_not_seen(topic: str, element: str, text: str) -> None:
    assert not shown(topic, element, text)


def test_an_expression_may_end_with_a_sign() -> None:
    rate = Element("taux", "taux", (r"\d+ ?%", r"€ ?\d+"))
    assert elements_in((rate,), fold("Le taux est de 5 % par mois."))
    assert elements_in((rate,), fold("Plafond : € 500."))
    assert not elements_in((rate,), fold("Le taux est de 5 points."))
