"""Schemathesis over the whole description of the API, for each role: every answer must be one that is described.

    manage.py shell --no-imports -v 0 -c "from benchmarks.api_fuzzing import main; main('http://localhost:8000')"

against a portal that runs on the same database, with its limits out of the way (API_RATE_VISITOR and API_RATE_TOKEN
as 1000000/min). It leaves companies, projects and tokens behind: use a database made for it.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

from accounts.models import StaffRole, User
from accounts.services.tokens import create_token
from companies.models import Company, Membership
from companies.services.directory import rebuild_directory

CONFIGURATION = Path(__file__).resolve().with_suffix(".toml")


def make_surroundings() -> dict[str, str]:
    """The keys of programs of each role; the member acts for a company of its own."""
    company = Company.objects.create(name="Fuzzed", country="KR", city="Seoul", languages=["ko"], summary="Cells.")
    member = User.objects.create_user(f"fuzzing{company.pk}@company.example", full_name="Fuzzing")
    Membership.objects.create(user=member, company=company, role="owner")
    reviewer = User.objects.create_user(
        f"fuzzing{company.pk}@sgbc.example", full_name="Fuzzing", staff_role=StaffRole.REVIEWER
    )
    rebuild_directory()
    return {
        "visitor": "",
        "member": create_token(member, name="fuzzing", scope="write", days=30)[1],
        "reviewer": create_token(reviewer, name="fuzzing", scope="staff", days=30)[1],
    }


def run_fuzzing(
    address: str, key: str, *, most_examples: int, phases: str, folder: Path
) -> subprocess.CompletedProcess[str]:
    """One role's run; its exit status is 0 when nothing was found."""
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(CONFIGURATION)),
        *("run", f"{address}/api/v1/schema/?format=json", "--checks", "all"),
        *("--no-shrink", "--max-failures", "20", "--seed", "20261124"),
        *("--max-examples", str(most_examples), "--phases", phases, "--no-color"),
    ]
    if key:
        command += ["--header", f"Authorization: Bearer {key}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def main(address: str, most_examples: int = 200) -> None:
    folder = Path(mkdtemp())
    for role, key in make_surroundings().items():
        outcome = run_fuzzing(
            address, key, most_examples=most_examples, phases="examples,coverage,fuzzing,stateful", folder=folder
        )
        print(role, "passed" if outcome.returncode == 0 else "FAILED")
        print(outcome.stdout[-4000:])
