"""Forms about people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from tallystick.web.labels import label
from tallystick.web.people.links import INVITATION_DAYS
from tallystick.web.people.models import AccessEntry
from tallystick.web.roles import roles

if TYPE_CHECKING:
    _SetPassword = SetPasswordForm[User]
    _ModelForm = forms.ModelForm[User]
else:
    _SetPassword, _ModelForm = SetPasswordForm, forms.ModelForm

CENTURY = 36_500


class JoinForm(_SetPassword):
    """An invited person chooses a name and a password."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Stands beside each of your decisions and cannot be changed later."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ("username", "new_password1", "new_password2")

    def clean_username(self) -> str:
        """A name that nobody has, in whatever case."""
        name: str = User.normalize_username(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("Somebody has this name already; choose another."))
        self.user.username = name
        return name


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}),
    )


class NameForm(_ModelForm):
    """How a person is called on pages."""

    class Meta:
        """Django keeps a first name and a last name; the whole name is kept in the first."""

        model = User
        fields = ("first_name",)
        labels = {"first_name": _("Name")}  # noqa: RUF012 - as Django has it
        help_texts = {"first_name": _("Shown on the people page beside your sign-in name.")}  # noqa: RUF012


class InviteForm(forms.Form):
    """Whom an administrator invites, and for how long the link holds."""

    role = forms.ChoiceField(label=_("Role"))
    note = forms.CharField(label=_("For whom"), max_length=120, required=False)
    days = forms.TypedChoiceField(
        label=_("Days for which the link holds"),
        coerce=int,
        choices=[(days, str(days)) for days in INVITATION_DAYS],
        initial=7,
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["role"].choices = [(role, label(role)) for role in roles()]  # type: ignore[attr-defined]


class AccessForm(forms.Form):
    """Which entries of the access log are wanted."""

    name = forms.CharField(label=_("Person"), max_length=150, required=False)
    act = forms.ChoiceField(label=_("What"), required=False, choices=[("", _("everything")), *AccessEntry.Act.choices])
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    before = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)


class RulesForm(forms.Form):
    """What is in force in a casebook."""

    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    convention = forms.ChoiceField(label=_("Convention for counts"))
    method = forms.ChoiceField(label=_("Method for ranges"))
    two_factor = forms.BooleanField(label=_("Only people who sign in with a second factor may enter"), required=False)
    keep_days = forms.IntegerField(
        label=_("Days for which the access log is kept"), min_value=1, max_value=CENTURY, widget=forms.NumberInput
    )

    def __init__(self, *args: Any, conventions: dict[str, str], methods: dict[str, str], **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["convention"].choices = [(name, label(name)) for name in conventions]  # type: ignore[attr-defined]
        self.fields["method"].choices = [(name, label(name)) for name in methods]  # type: ignore[attr-defined]
