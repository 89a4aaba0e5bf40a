package org.akoma.exchange.exports;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.akoma.exchange.htcds.AkomaColumn;

/** The columns of an export with names in groups, as the words in which two persons agree to it. */
enum ExportGroup {
    NAMES,
    BIRTH,
    CONTACT,
    ORIGIN,
    HEALTH,
    SUFFERED,
    FOLLOWED,
    /** What leaves of a child whose identity does not. */
    WITHOUT_NAME;

    private static final Set<String> NAME = Set.of(
            "prs_Salutation",
            "prs_FirstName",
            "prs_MiddleName",
            "prs_SecondName",
            "prs_Title",
            "prs_IdentityNumber",
            AkomaColumn.ALIAS.header());

    private static final Set<String> BORN = Set.of(
            "prs_Birthdate",
            "prs_Deceased",
            AkomaColumn.BIRTH_PLACE.header(),
            AkomaColumn.BIRTH_CERTIFICATE.header(),
            AkomaColumn.AGE_AT_RESCUE.header(),
            AkomaColumn.AGE_ESTIMATED.header(),
            AkomaColumn.AGE_METHOD.header());

    private static final Set<String> REACHED = Set.of("prs_Email", "prs_HomePhone", "prs_MobilePhone");

    private static final Set<String> WELL = Set.of(AkomaColumn.DISABILITY.header(), AkomaColumn.SPECIAL_NEEDS.header());

    private static final Set<String> DONE_TO_THEM = Set.of(AkomaColumn.SECTOR.header(), AkomaColumn.MONTHS.header());

    /** The group of a column. */
    static ExportGroup of(String column) {
        if (NAME.contains(column)) return NAMES;
        if (BORN.contains(column)) return BIRTH;
        if (REACHED.contains(column) || column.startsWith("prs_Mailing")) return CONTACT;
        if (WELL.contains(column)) return HEALTH;
        if (DONE_TO_THEM.contains(column)) return SUFFERED;
        return switch (column.substring(0, 4)) {
            case "vic_", "hte_", "per_" -> SUFFERED;
            case "prs_" -> ORIGIN;
            case "ak_L", "ak_O" -> ORIGIN;
            default -> FOLLOWED;
        };
    }

    /**
     * What leaves.
     *
     * @param columns of the file
     * @param names of how many children the identity leaves
     * @param files how many leave altogether
     * @param works whether the asker works with children, and so reads what some of them suffered
     */
    static List<String> leaving(List<String> columns, int names, int files, boolean works) {
        EnumSet<ExportGroup> groups = EnumSet.noneOf(ExportGroup.class);
        if (names > 0) columns.forEach(column -> groups.add(of(column)));
        if (names == 0 && works) groups.add(SUFFERED);
        if (names < files) groups.add(WITHOUT_NAME);
        return groups.stream().map(ExportGroup::name).toList();
    }
}
