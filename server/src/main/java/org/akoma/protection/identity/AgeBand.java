package org.akoma.protection.identity;

import org.akoma.ground.reference.Policies;

/** What the child's age asks for when somebody consents ({@code requirements.md 2.6}). */
public enum AgeBand {
    GUARDIAN_ONLY,
    ASSENT,
    INFORMED_ASSENT,
    INFORMED_CONSENT,
    ADULT;

    /** @param age in whole years, on the day of the answer */
    public static AgeBand of(int age, Policies policies) {
        if (age < policies.years("consent.assent.min-age")) return GUARDIAN_ONLY;
        if (age < policies.years("consent.informed-assent.min-age")) return ASSENT;
        if (age < policies.years("consent.informed-consent.min-age")) return INFORMED_ASSENT;
        return age < policies.years("age.child.max-exclusive") ? INFORMED_CONSENT : ADULT;
    }
}
