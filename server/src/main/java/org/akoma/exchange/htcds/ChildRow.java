package org.akoma.exchange.htcds;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.UnmappedValues;
import org.akoma.protection.cases.CaseFile.VictimStatus;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.record.Exploitation;
import org.akoma.protection.registration.Doubles;
import org.jspecify.annotations.Nullable;

/**
 * A row of HTCDS as a child's file.
 *
 * @param age in years on the day the case began; null = the row does not say
 * @param notes texts for people to read in the file
 * @param carried what the file has no place for
 */
record ChildRow(
        Row row,
        String sex,
        @Nullable Integer age,
        boolean ageEstimated,
        @Nullable String nationality,
        String country,
        @Nullable String sector,
        Identity identity,
        @Nullable Exploitation exploitation,
        List<String> notes,
        UnmappedValues carried) {

    /** What it is compared by where it tells no name. */
    Doubles.Plain facts() {
        return new Doubles.Plain(identity, sex, nationality, age);
    }

    /**
     * Presumed a victim until a supervisor of this house decides; what the sender decided, and who there, is carried along ({@code requirements.md 1.1}).
     *
     * @param digest of the row, in hexadecimal: the same row opens no second file
     */
    OpenCase opening(UUID id, String digest) {
        return new OpenCase(
                id,
                null,
                null,
                sex,
                age,
                ageEstimated,
                nationality,
                country,
                sector,
                null,
                VictimStatus.PRESUMED_VICTIM,
                null,
                identity,
                null,
                HexFormat.of().parseHex(digest));
    }
}
