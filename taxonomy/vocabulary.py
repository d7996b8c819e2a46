"""The words of the field: closed lists of codes with their names."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taxonomy.concepts import name_concept_lazy


class Country(models.TextChoices):
    KOREA = "KR", _("Korea")
    LUXEMBOURG = "LU", pgettext_lazy("country", "Luxembourg")


class GreenObjective(models.TextChoices):
    """The six objectives shared by the EU Taxonomy (Regulation (EU) 2020/852, article 9) and the K-Taxonomy.

    Each is a root of the taxonomy, which names it.
    """

    CLIMATE_MITIGATION = "climate_mitigation", name_concept_lazy("climate_mitigation")
    CLIMATE_ADAPTATION = "climate_adaptation", name_concept_lazy("climate_adaptation")
    WATER = "water", name_concept_lazy("water")
    CIRCULAR_ECONOMY = "circular_economy", name_concept_lazy("circular_economy")
    POLLUTION_PREVENTION = "pollution_prevention", name_concept_lazy("pollution_prevention")
    BIODIVERSITY = "biodiversity", name_concept_lazy("biodiversity")


class DigitalTechnology(models.TextChoices):
    """Each is a root of the taxonomy, which names it."""

    AI = "ai", name_concept_lazy("ai")
    IOT = "iot", name_concept_lazy("iot")
    DATA_PLATFORM = "data_platform", name_concept_lazy("data_platform")
    CLOUD = "cloud", name_concept_lazy("cloud")
    BLOCKCHAIN = "blockchain", name_concept_lazy("blockchain")
    ROBOTICS = "robotics", name_concept_lazy("robotics")
    DIGITAL_TWIN = "digital_twin", name_concept_lazy("digital_twin")
    EARTH_OBSERVATION = "earth_observation", name_concept_lazy("earth_observation")
    CYBERSECURITY = "cybersecurity", name_concept_lazy("cybersecurity")
    EXTENDED_REALITY = "extended_reality", name_concept_lazy("extended_reality")
    MOBILE_APP = "mobile_app", name_concept_lazy("mobile_app")
    SIMULATION = "simulation", name_concept_lazy("simulation")


class CooperationType(models.TextChoices):
    JOINT_RESEARCH = "joint_research", _("Joint research")
    TECHNOLOGY_TRANSFER = "technology_transfer", _("Technology transfer")
    MARKETING_COOPERATION = "marketing_cooperation", _("Marketing cooperation")
    JOINT_VENTURE = "joint_venture", _("Joint venture")


class CooperationRole(models.TextChoices):
    PROVIDER = "provider", _("provider")
    SEEKER = "seeker", _("seeker")
    PEER = "peer", _("equal partner")


PEER_TYPES = (CooperationType.JOINT_RESEARCH, CooperationType.JOINT_VENTURE)
