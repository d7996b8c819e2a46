"""What Django REST framework says about a wrong member: it speaks no Korean, so our catalogues say it for it."""

from django.utils.translation import gettext_noop as _

FRAMEWORK = (
    _("This field may not be null."),
    _("This field may not be blank."),
    _("Not a valid string."),
    _("A valid integer is required."),
    _("A valid number is required."),
    _("Must be a valid boolean."),
    _("String value too large."),
    _("This value does not match the required pattern."),
    _("Invalid data. Expected a dictionary, but got {datatype}."),
    _("Datetime has wrong format. Use one of these formats instead: {format}."),
    _("Datetime value out of range."),
    _('"{input}" is not a valid choice.'),
    _('Expected a list of items but got type "{input_type}".'),
    _("This list may not be empty."),
    _("Ensure this field has no more than {max_length} characters."),
    _("Ensure this field has at least {min_length} characters."),
    _("Ensure this field has no more than {max_length} elements."),
    _("Ensure this field has at least {min_length} elements."),
    _("Ensure this value is less than or equal to {max_value}."),
    _("Ensure this value is greater than or equal to {min_value}."),
)
