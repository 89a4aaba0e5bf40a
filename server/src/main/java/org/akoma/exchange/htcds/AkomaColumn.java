package org.akoma.exchange.htcds;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.reference.HtcdsField;

/** What a child's file here says and HTCDS has no field for: a column of our own, which another Akoma reads back. */
public enum AkomaColumn {
    AGE_AT_RESCUE("ak_AgeAtRescue"),
    AGE_ESTIMATED("ak_AgeEstimated"),
    /** Of the file, where the row that it was made of named no country in which the child lives. */
    COUNTRY("ak_Country"),
    SECTOR("ak_Sector"),
    ALIAS("ak_Alias"),
    AGE_METHOD("ak_AgeMethod"),
    BIRTH_PLACE("ak_BirthPlace"),
    ORIGIN_REGION("ak_OriginRegion"),
    LANGUAGES("ak_Languages"),
    BIRTH_CERTIFICATE("ak_BirthCertificate"),
    DISABILITY("ak_Disability"),
    SPECIAL_NEEDS("ak_SpecialNeeds"),
    MONTHS("ak_MonthsExploited"),
    /** The identifier that the structure gave the case which sent it to this house. */
    SENDERS_CASE("ak_SendersCaseId"),
    /** Columns of a file that came in which neither HTCDS nor Akoma knows, as {@code header: value}, one a line. */
    OTHER_COLUMNS("ak_OtherColumns");

    /** Those that name nobody and nothing by which somebody could be found. */
    static final List<AkomaColumn> PSEUDONYMOUS = List.of(AGE_AT_RESCUE, AGE_ESTIMATED, SECTOR, MONTHS);

    private final String header;

    AkomaColumn(String header) {
        this.header = header;
    }

    public String header() {
        return header;
    }

    /** As the writer takes its columns. */
    HtcdsField column() {
        return new HtcdsField(header, "Akoma", "Akoma", header, header, "Text", false, "OWN", null, List.of());
    }

    static Stream<AkomaColumn> all() {
        return Stream.of(values());
    }
}
