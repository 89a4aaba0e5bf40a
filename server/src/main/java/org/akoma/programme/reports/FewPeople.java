package org.akoma.programme.reports;

import org.akoma.ground.pages.Formats;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a number of people is said: to partners none that is too small ({@code requirements.md 8.6}). */
@Component
class FewPeople {

    private final Policies policies;
    private final Formats words;

    FewPeople(Policies policies, Formats words) {
        this.policies = policies;
        this.words = words;
    }

    private int least() {
        return policies.count("statistics.partner.min-cell");
    }

    /** @param count null = the database hides it */
    boolean hides(@Nullable Integer count, boolean exact) {
        return count == null || !exact && count > 0 && count < least();
    }

    boolean hides(long count) {
        return count > 0 && count < least();
    }

    String number(@Nullable Integer count, boolean exact) {
        return count == null || hides(count, exact) ? said() : words.number(count);
    }

    private String said() {
        return words.text("reports.doc.few", least());
    }

    /** Whether partners would compute a number that is too small from these two. */
    boolean tells(@Nullable Integer whole, @Nullable Integer part, boolean exact) {
        return !exact && whole != null && part != null && hides((long) whole - part);
    }
}
