"""The headings of our own table for partners, and the field of data·inclusion v1 or of our complement under each.

The order is that of the table. A heading is a promise: tables that were sent out come back with it, so a change of
wording here needs the old one to be still read.
"""

from collections.abc import Mapping

STRUCTURE_NAME = "Nom de la structure"
SERVICE_NAME = "Service"
STRUCTURE_ID = "Identifiant (structure)"
SERVICE_ID = "Identifiant"

HOURS_SAID = "Horaires"
"""Hours in words, beside the column that holds them as OpenStreetMap writes them."""

OF_STRUCTURE = " (structure)"
"""What ends the heading of a structure where its service has the same."""

SERVICE: Mapping[str, str] = {
    "thematiques": "Thèmes",
    "type": "Type de service",
    "publics": "Publics",
    "publics_precisions": "Publics, précisions",
    "conditions_acces": "Conditions d'accès",
    "frais": "Frais",
    "frais_precisions": "Frais, précisions",
    "modes_accueil": "Mode d'accueil",
    "zone_eligibilite": "Pour les habitants de",
    "mobilisable_par": "Qui peut demander",
    "modes_mobilisation": "Comment demander",
    "mobilisation_precisions": "Comment demander, précisions",
    "lien_mobilisation": "Page pour demander",
    "contact_nom_prenom": "Personne à contacter",
    "volume_horaire_hebdomadaire": "Heures par semaine",
    "nombre_semaines": "Nombre de semaines",
}

STRUCTURE: Mapping[str, str] = {
    "site_web": "Site web",
    "reseaux_porteurs": "Réseaux",
    "siret": "SIRET",
    "accessibilite_lieu": "Page Acceslibre",
}

COMMON: Mapping[str, str] = {
    "adresse": "Adresse",
    "complement_adresse": "Complément d'adresse",
    "code_postal": "Code postal",
    "commune": "Commune",
    "telephone": "Téléphone",
    "courriel": "Courriel",
    "horaires_accueil": "Horaires (format OpenStreetMap)",
    "description": "Description",
    "complement.transports": "Comment venir",
    "complement.documents": "À apporter",
    "complement.langues": "Langues parlées",
    "complement.age_min": "Âge minimum",
    "complement.age_max": "Âge maximum",
    "complement.accessibilite.moteur": "Accessibilité motrice",
    "complement.accessibilite.visuel": "Accessibilité visuelle",
    "complement.accessibilite.auditif": "Accessibilité auditive",
    "complement.accessibilite.mental": "Accessibilité mentale",
    "complement.accessibilite.precisions": "Accessibilité, précisions",
    "complement.adresse_confidentielle": "Adresse confidentielle",
    "complement.lieux": "Autres lieux (JSON)",
    "complement.fermetures": "Fermetures (JSON)",
    "complement.complet": "Complet (JSON)",
    "complement.alias": "Autres noms",
    "complement.verifie_le": "Vérifié le",
    "complement.verifie_par": "Vérifié par",
    "complement.telephone_direct": "Téléphone direct (agents)",
    "complement.attentes_partenaires": "Attentes envers les partenaires (agents)",
    "complement.limites": "Limites (agents)",
    "complement.notes_agents": "Notes (agents)",
    "lien_source": "Page du producteur",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "code_insee": "Code Insee",
    "date_maj": "Mis à jour le",
    "source": "Producteur",
    "id": SERVICE_ID,
}
"""Of a service, and again of its structure."""
