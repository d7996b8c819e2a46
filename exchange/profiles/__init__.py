"""The exchange format: JSON Lines, a company with its projects on each line.

Keys and limits: those of the public profile format, plus per company the optional `registration_number`,
`sme` (`{"eu": true, "korea": null, "year": 2026}`) and `contact` (`{"name", "email", "phone"}`).
"""
