package org.akoma.exchange.ctdc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Confirmed victims of a release who are alike in all that is said of them, and who are never fewer than the public limit.
 *
 * @param release its code
 * @param asOf its day
 */
record VictimGroup(
        String release,
        LocalDate asOf,
        @Nullable Integer year,
        @Nullable String sex,
        @Nullable String age,
        @Nullable String citizenship,
        @Nullable String sector,
        @Nullable String country,
        long children) {

    private static final String MISSING = "-99";
    private static final String UNKNOWN_COUNTRY = "00";

    private static final String LABOUR = "typeOfLabour";

    /** A sector that is exactly one kind of work of CTDC: its column, and its words in the codebook. */
    private enum Work {
        COCOA("Agriculture", "Agriculture/Farms/Animal Husbandry"),
        MINING("MiningOrDrilling", "Mining, Quarrying, Oil/Gas Extraction"),
        DOMESTIC_WORK("DomesticWork", "Domestic Work"),
        CONSTRUCTION("Construction", "Construction"),
        TRANSPORT("Transportation", "Transportation"),
        HOSPITALITY("Hospitality", "Hospitality/Restaurant/Food Service/Hotel"),
        MANUFACTURING("Manufacturing", "Manufacturing/Factory work");

        private final String column;
        private final String words;

        Work(String column, String words) {
            this.column = LABOUR + column;
            this.words = words;
        }

        static @Nullable Work of(String sector) {
            return Arrays.stream(values())
                    .filter(one -> one.name().equals(sector))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Sectors that CTDC divides further: which of these kinds of work it was is not known, that it was no other one is. */
    private static final Map<String, Set<String>> ONE_OF = Map.of(
            "OTHER_AGRICULTURE", Set.of(LABOUR + "Agriculture", LABOUR + "Aquafarming", LABOUR + "Other"),
            "TRADE", Set.of(LABOUR + "Peddling", LABOUR + "Other"),
            "OTHER", Set.of(LABOUR + "Begging", LABOUR + "IllicitActivities", LABOUR + "Other"));

    /** Age groups of who is not of age: whose exploitation began earlier, and who came into it earlier, was a child then too. */
    private static final Set<String> OF_CHILDREN = Set.of("0--8", "9--17");

    /** One of them as a row; what follows from nothing that is said of the group is -99, such as what a child suffered, which is sealed in the file. */
    List<String> row(List<String> columns) {
        Map<String, String> said = new HashMap<>();
        if (year != null) said.put("yearOfRegistration", year.toString());
        said.put("Datasource", "Case Management");
        if (sex != null) said.put("gender", sex.equals("F") ? "Female" : "Male");
        if (age != null) age(age, said);
        said.put("citizenship", citizenship == null ? UNKNOWN_COUNTRY : citizenship);
        said.put("CountryOfExploitation", country == null ? UNKNOWN_COUNTRY : country);
        if (sector != null) work(sector, columns, said);
        return columns.stream()
                .map(column -> said.getOrDefault(column, MISSING))
                .toList();
    }

    private static void age(String group, Map<String, String> said) {
        said.put("ageBroad", group);
        boolean child = OF_CHILDREN.contains(group);
        said.put("majorityStatus", child ? "Minor" : "Adult");
        if (child) {
            said.put("majorityStatusAtExploit", "Minor");
            said.put("majorityEntry", "Minor");
        }
    }

    /** The sector of exploitation is one of work, in each case; CTDC calls the work of a trafficked child forced labour. */
    private static void work(String sector, List<String> columns, Map<String, String> said) {
        Work work = Work.of(sector);
        Set<String> unclear = ONE_OF.getOrDefault(sector, Set.of());
        if (work == null && unclear.isEmpty()) return;
        said.put("isForcedLabour", "1");
        for (String column : columns) if (column.startsWith(LABOUR) && !unclear.contains(column)) said.put(column, "0");
        said.remove("typeOfLabourConcatenated");
        if (work == null) return;
        said.put(work.column, "1");
        said.put("typeOfLabourConcatenated", work.words);
    }

    /** The columns that are not told of this row. */
    String generalised() {
        List<String> untold = new ArrayList<>();
        if (year == null) untold.add("yearOfRegistration");
        if (age == null) untold.add("ageBroad");
        if (citizenship == null) untold.add("citizenship");
        if (sector == null) untold.add("typeOfLabour");
        if (country == null) untold.add("CountryOfExploitation");
        return String.join(" ", untold);
    }
}
