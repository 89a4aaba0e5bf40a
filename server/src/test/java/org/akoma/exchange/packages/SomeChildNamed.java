package org.akoma.exchange.packages;

import java.time.LocalDate;
import java.util.List;
import org.akoma.Ids;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;

/** A girl of twelve of whom names, an address and a birth date are known. */
final class SomeChildNamed {

    private SomeChildNamed() {}

    static OpenCase of(String given, String family) {
        return of(given, family, "GH");
    }

    /** The same, who lives or will live in this country. */
    static OpenCase of(String given, String family, String country) {
        return new OpenCase(
                Ids.next(),
                null,
                null,
                "F",
                12,
                false,
                "BF",
                country,
                "COCOA",
                null,
                CaseFile.VictimStatus.CONFIRMED_VICTIM,
                null,
                new Identity(
                        given,
                        family,
                        null,
                        "Lilas",
                        LocalDate.parse("2003-05-04"),
                        null,
                        "Bobo",
                        null,
                        List.of("fr"),
                        null,
                        "CI-123456",
                        null,
                        "Rue du marché, Kumasi",
                        null,
                        null),
                null,
                null);
    }
}
