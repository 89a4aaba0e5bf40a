package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * Whether a correction moves a rule about the child: who consents at this age, whether the child can be eighteen, by when a shelter needs a care
 * order ({@code requirements.md 2.1, step 5; 2.5; 2.6; T12}). Such a correction needs two people.
 */
record AgeThresholds(CaseFile file, LocalDate today, Policies policies) {

    private static final int OF_AGE = 18;
    private static final List<Integer> LEGAL = List.of(6, 12, 15, OF_AGE);

    boolean moved(Particulars before, Particulars after) {
        return band(before.age()) != band(after.age())
                || band(years(before)) != band(years(after))
                || mayBeOfAge(before) != mayBeOfAge(after)
                || isBornAnotherDay(before, after)
                || !plain(before).equals(plain(after))
                || policies.careOrderDays(before.country()) != policies.careOrderDays(after.country());
    }

    /** A known birth date that becomes another one moves the days on which the child turns 6, 12, 15 and 18. */
    private static boolean isBornAnotherDay(Particulars before, Particulars after) {
        return before.birthDate() != null && !before.birthDate().equals(after.birthDate());
    }

    /** What the database sees, which knows no birth date: {@code cases.age_rules}. */
    private List<Integer> plain(Particulars one) {
        Integer years = Ages.of(file, one.age(), null, today);
        boolean grown = years != null && years + (one.ageEstimated() ? 1 : 0) >= OF_AGE;
        return List.of(legal(one.age()), legal(years), grown ? 1 : 0);
    }

    /** As {@code cases.age_band}: the bands of {@code requirements.md 2.6}, whatever a country set. */
    private static int legal(@Nullable Integer age) {
        if (age == null) return -1;
        return (int) LEGAL.stream().filter(least -> age >= least).count();
    }

    private @Nullable AgeBand band(@Nullable Integer age) {
        return age == null ? null : AgeBand.of(age, policies);
    }

    private @Nullable Integer years(Particulars one) {
        return Ages.of(file, one.age(), one.birthDate(), today);
    }

    /** As closing asks: an estimate in whole years allows one year more. */
    private boolean mayBeOfAge(Particulars one) {
        Integer years = years(one);
        int more = one.birthDate() == null && one.ageEstimated() ? 1 : 0;
        return years != null && years + more >= OF_AGE;
    }
}
