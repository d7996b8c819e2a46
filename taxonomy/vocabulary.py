"""The words of the field: closed lists of codes with their names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    KOREA = "KR", _("Korea")
    LUXEMBOURG = "LU", _("Luxembourg")


class GreenObjective(models.TextChoices):
    """The six environmental objectives shared by the EU Taxonomy and the K-Taxonomy."""

    CLIMATE_MITIGATION = "climate_mitigation", _("Climate change mitigation")
    CLIMATE_ADAPTATION = "climate_adaptation", _("Climate change adaptation")
    WATER = "water", _("Water and marine resources")
    CIRCULAR_ECONOMY = "circular_economy", _("Circular economy")
    POLLUTION_PREVENTION = "pollution_prevention", _("Pollution prevention")
    BIODIVERSITY = "biodiversity", _("Biodiversity")


class DigitalTechnology(models.TextChoices):
    AI = "ai", _("Artificial intelligence")
    IOT = "iot", _("Internet of things")
    DATA_PLATFORM = "data_platform", _("Data platform")
    CLOUD = "cloud", _("Cloud")
    BLOCKCHAIN = "blockchain", _("Blockchain")
    ROBOTICS = "robotics", _("Robotics")
    DIGITAL_TWIN = "digital_twin", _("Digital twin")
    EARTH_OBSERVATION = "earth_observation", _("Earth observation")
    CYBERSECURITY = "cybersecurity", _("Cybersecurity")
    EXTENDED_REALITY = "extended_reality", _("Extended reality")
    MOBILE_APP = "mobile_app", _("Mobile app")
    SIMULATION = "simulation", _("Simulation")


class CooperationType(models.TextChoices):
    JOINT_RESEARCH = "joint_research", _("Joint research")
    TECHNOLOGY_TRANSFER = "technology_transfer", _("Technology transfer")
    MARKETING_COOPERATION = "marketing_cooperation", _("Marketing cooperation")
    JOINT_VENTURE = "joint_venture", _("Joint venture")


class CooperationRole(models.TextChoices):
    PROVIDER = "provider", _("provider")
    SEEKER = "seeker", _("seeker")
    PEER = "peer", _("peer")


PEER_TYPES = (CooperationType.JOINT_RESEARCH, CooperationType.JOINT_VENTURE)
