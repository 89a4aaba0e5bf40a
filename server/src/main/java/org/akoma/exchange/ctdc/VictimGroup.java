package org.akoma.exchange.ctdc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Confirmed victims who are alike in all that is said of them, and who are never fewer than the public limit.
 *
 * @param step how far they are told more generally: 0 = not, 1 = without citizenship, 2 = nor sector, 3 = nor age group, 4 = nor country; null = those who
 *     are left out, of whom nothing is said
 */
record VictimGroup(
        @Nullable Integer step,
        @Nullable Integer year,
        @Nullable String sex,
        @Nullable String age,
        @Nullable String citizenship,
        @Nullable String sector,
        @Nullable String country,
        long children) {

    private static final String MISSING = "-99";
    private static final String UNKNOWN_COUNTRY = "00";

    private static final Map<String, String> LABOUR = Map.of(
            "COCOA", "typeOfLabourAgriculture",
            "OTHER_AGRICULTURE", "typeOfLabourAgriculture",
            "MINING", "typeOfLabourMiningOrDrilling",
            "DOMESTIC_WORK", "typeOfLabourDomesticWork",
            "CONSTRUCTION", "typeOfLabourConstruction",
            "TRANSPORT", "typeOfLabourTransportation",
            "HOSPITALITY", "typeOfLabourHospitality",
            "MANUFACTURING", "typeOfLabourManufacturing",
            "TRADE", "typeOfLabourPeddling",
            "OTHER", "typeOfLabourOther");

    private static final String[] GENERALISED = {"citizenship", "typeOfLabour", "ageBroad", "CountryOfExploitation"};

    /** One of them as a row; what a child suffered is sealed in the file, and -99 here. */
    List<String> row(List<String> columns) {
        Map<String, String> said = new HashMap<>();
        if (year != null) said.put("yearOfRegistration", year.toString());
        said.put("Datasource", "Case Management");
        if (sex != null) said.put("gender", sex.equals("F") ? "Female" : "Male");
        if (age != null) said.put("ageBroad", age);
        said.put("citizenship", citizenship == null ? UNKNOWN_COUNTRY : citizenship);
        said.put("CountryOfExploitation", country == null ? UNKNOWN_COUNTRY : country);
        String labour = sector == null ? null : LABOUR.get(sector);
        if (labour != null) {
            for (String column : columns)
                if (column.startsWith("typeOfLabour")) said.put(column, column.equals(labour) ? "1" : "0");
            said.put("typeOfLabourConcatenated", labour.substring("typeOfLabour".length()));
        }
        return columns.stream()
                .map(column -> said.getOrDefault(column, MISSING))
                .toList();
    }

    /** The columns that are not told of this row because too few would be alike. */
    String generalised() {
        return step == null ? "" : String.join(" ", List.of(GENERALISED).subList(0, step));
    }
}
