package org.akoma.protection.identity;

import java.time.Instant;
import org.akoma.Ids;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** The child of a test that needs one and cares for nothing but its alias: a girl of twelve from Burkina Faso, found in the cocoa of Côte d'Ivoire. */
public final class SomeChild {

    private SomeChild() {}

    public static OpenCase named(String alias) {
        return followedIn("CI", alias);
    }

    /** Found and followed in this country. */
    public static OpenCase followedIn(String country, String alias) {
        return of(null, "F", 12, country, alias, false, null, CaseFile.VictimStatus.CONFIRMED_VICTIM);
    }

    /** A child of this sex and age. */
    public static OpenCase aged(String sex, int age, String alias) {
        return of(null, sex, age, "CI", alias, false, null, CaseFile.VictimStatus.CONFIRMED_VICTIM);
    }

    /** As the police hand her over: her age is estimated, and nobody has confirmed anything yet. */
    public static OpenCase handedOver(String alias, Instant at) {
        return of(null, "F", 12, "CI", alias, true, at, CaseFile.VictimStatus.PRESUMED_VICTIM);
    }

    /** As {@link #handedOver}, with the slip that both have signed. */
    public static OpenCase ofSlip(String alias, String slip, Instant at) {
        return of(slip, "F", 12, "CI", alias, true, at, CaseFile.VictimStatus.PRESUMED_VICTIM);
    }

    private static OpenCase of(
            @Nullable String slip,
            String sex,
            int age,
            String country,
            String alias,
            boolean estimated,
            @Nullable Instant at,
            CaseFile.VictimStatus status) {
        return new OpenCase(
                Ids.next(),
                null,
                slip,
                sex,
                age,
                estimated,
                "BF",
                country,
                "COCOA",
                at,
                status,
                null,
                Identity.alias(alias),
                null,
                null);
    }
}
