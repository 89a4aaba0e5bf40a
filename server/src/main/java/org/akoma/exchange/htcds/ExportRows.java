package org.akoma.exchange.htcds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.UnmappedValues;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.HtcdsField;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.overview.Extract;
import org.akoma.protection.record.Exploitation;
import org.jspecify.annotations.Nullable;

/** A child's file as a row of HTCDS: the way back of {@link RowMapping}. */
public final class ExportRows {

    /** Codes, years and countries: no name, no day of birth, no place below the country, no text that somebody typed. */
    private static final Set<String> PSEUDONYMOUS = Set.of(
            "prs_Gender",
            "prs_Citizenship",
            "prs_MailingCountry",
            "vic_AgreementToManagePersonalData",
            "vic_TraffickingStatus",
            "vic_TraffickingStatusDecisionMakingOrg",
            "vic_RelationshipToTrafficker",
            "vic_AgeWhenTrafficked",
            "vic_MethodOfRecruitment",
            "vic_MethodsOfControl",
            "vic_TypeOfExploitation",
            "vic_ForcedLabourIndustry",
            "cas_Status",
            "con_Consent");

    private static final String STATUS = "vic_TraffickingStatus";
    private static final String DECIDED_BY = "vic_TraffickingStatusDecisionMakingOrg";

    private final CodeLists lists;
    private final boolean identified;

    public ExportRows(CodeLists lists, boolean identified) {
        this.lists = lists;
        this.identified = identified;
    }

    public List<HtcdsField> columns() {
        Stream<HtcdsField> standard = lists.htcdsFields().stream()
                .filter(field -> identified ? !field.isDeprecated() : PSEUDONYMOUS.contains(field.fullName()));
        Stream<AkomaColumn> own = identified ? AkomaColumn.all() : AkomaColumn.PSEUDONYMOUS.stream();
        return Stream.concat(standard, own.map(AkomaColumn::column)).toList();
    }

    /** @param carried the values that the file was imported with: ignored unless names are exported */
    Row row(Extract extract, UnmappedValues carried) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (identified) brought(values, carried);
        CaseFile file = extract.file();
        country(values, file.country());
        if (!extract.least()) put(values, "cas_Status", status(file.status()));
        if (extract.onTheFile() || identified) child(values, file);
        if ((extract.onTheFile() || identified) && !extract.least()) standing(values, file);
        consent(values, extract.consent());
        if (extract.exploitation() != null) exploitation(values, extract.exploitation());
        if (identified && extract.identity() != null) identity(values, extract.identity());
        return new Row("HTCDS", 0, file.code(), 1, values, Map.of());
    }

    /** A row that named no country in which the child lives names none on its way back. */
    private static void country(Map<String, List<String>> values, String country) {
        if (values.containsKey(AkomaColumn.COUNTRY.header())) put(values, AkomaColumn.COUNTRY, country);
        else put(values, "prs_MailingCountry", country);
    }

    private static void brought(Map<String, List<String>> values, UnmappedValues carried) {
        values.putAll(carried.values());
        put(values, AkomaColumn.SENDERS_CASE, carried.caseId());
        String others = new TreeMap<>(carried.unknown())
                .entrySet().stream()
                        .map(column -> column.getKey() + ": " + column.getValue())
                        .collect(Collectors.joining("\n"));
        put(values, AkomaColumn.OTHER_COLUMNS, others.isEmpty() ? null : others);
    }

    /** Sex and age: to who works on the file or looks after the child. Oversight gets them only by an approved request. */
    private static void child(Map<String, List<String>> values, CaseFile file) {
        gender(values, file.sex());
        put(values, AkomaColumn.AGE_AT_RESCUE, file.ageAtRescue());
        if (file.ageAtRescue() != null) put(values, AkomaColumn.AGE_ESTIMATED, file.ageEstimated());
    }

    /** The state of the case, for those who work on it. */
    private void standing(Map<String, List<String>> values, CaseFile file) {
        List<String> citizenship = values.getOrDefault("prs_Citizenship", List.of());
        if (file.nationality() == null || !citizenship.contains(file.nationality()))
            put(values, "prs_Citizenship", file.nationality());
        put(values, AkomaColumn.SECTOR, file.sector());
        // the sender's decision is repeated as long as nothing was decided here
        if (file.victimStatus() == CaseFile.VictimStatus.PRESUMED_VICTIM && values.containsKey(STATUS)) return;
        put(values, STATUS, status(file.victimStatus()));
        String decidedBy = file.victimDecidedBy();
        put(
                values,
                DECIDED_BY,
                decidedBy != null && lists.find(DECIDED_BY, decidedBy).isPresent() ? decidedBy : null);
    }

    /** The sex of the file; where it is not known, the imported value, else NonSpecifiedUnknown. */
    private static void gender(Map<String, List<String>> values, @Nullable String sex) {
        switch (sex) {
            case "F" -> put(values, "prs_Gender", "Feminine");
            case "M" -> put(values, "prs_Gender", "Masculine");
            case null, default -> values.putIfAbsent("prs_Gender", List.of("NonSpecifiedUnknown"));
        }
    }

    private static String status(CaseFile.Status status) {
        return switch (status) {
            case REGISTERED, ASSESSED, PLAN_PENDING, ACTIVE, REOPENED, TRANSFER_PROPOSED, TRANSFER_ACCEPTED -> "Active";
            case FOLLOW_UP, CLOSURE_REQUESTED -> "FollowUp";
            case CLOSED -> "Closed";
            case TRANSFERRED -> "ClosedReferred";
        };
    }

    private static @Nullable String status(CaseFile.VictimStatus status) {
        return switch (status) {
            case PRESUMED_VICTIM -> "PossibleVictimOfTrafficking";
            case CONFIRMED_VICTIM -> "ActualVictimOfTrafficking";
            case NOT_A_VICTIM -> "NotAVictimOfTrafficking";
            case ADULT -> null;
        };
    }

    private static void consent(Map<String, List<String>> values, Consent.@Nullable Status consent) {
        if (consent == null || consent == Consent.Status.NOT_OBTAINABLE) return;
        String given = consent == Consent.Status.GIVEN ? "TRUE" : "FALSE";
        put(values, "con_Consent", given);
        put(values, "vic_AgreementToManagePersonalData", given);
    }

    private void exploitation(Map<String, List<String>> values, Exploitation said) {
        all(values, "vic_TypeOfExploitation", said.types());
        all(values, "vic_ForcedLabourIndustry", said.industries());
        all(values, "vic_MethodOfRecruitment", said.recruitment());
        all(values, "vic_MethodsOfControl", said.control());
        all(values, "vic_RelationshipToTrafficker", said.relationship());
        put(values, "vic_AgeWhenTrafficked", said.ageWhenTrafficked());
        put(values, AkomaColumn.MONTHS, said.months());
        if (!identified) return;
        put(values, "vic_LocationOfExploitation", said.places());
        put(values, "hte_Description", said.words());
    }

    private static void identity(Map<String, List<String>> values, Identity who) {
        put(values, "prs_FirstName", who.givenNames());
        put(values, "prs_SecondName", who.familyName());
        put(values, "prs_MiddleName", who.otherNames());
        put(values, "prs_Birthdate", who.birthDate());
        put(values, "prs_IdentityNumber", who.documents());
        phones(values, who.phone());
        address(values, who.address());
        List<String> languages = who.languages();
        put(values, "prs_PrimaryLanguage", languages.isEmpty() ? null : languages.getFirst());
        put(values, "prs_SecondaryLanguage", languages.size() < 2 ? null : languages.get(1));
        put(values, AkomaColumn.LANGUAGES, languages.size() < 3 ? null : String.join(" ", languages));
        put(values, AkomaColumn.ALIAS, who.alias());
        put(values, AkomaColumn.AGE_METHOD, who.ageMethod());
        put(values, AkomaColumn.BIRTH_PLACE, who.birthPlace());
        put(values, AkomaColumn.ORIGIN_REGION, who.originRegion());
        put(values, AkomaColumn.BIRTH_CERTIFICATE, who.birthCertificate());
        put(values, AkomaColumn.DISABILITY, who.disability());
        put(values, AkomaColumn.SPECIAL_NEEDS, who.specialNeeds());
    }

    /** In the columns in which it came, as long as nobody changed it here. */
    private static void address(Map<String, List<String>> values, @Nullable String address) {
        if (Objects.equals(address, RowMapping.addressOf(field -> first(values.get(field))))) return;
        RowMapping.ADDRESS.forEach(values::remove);
        put(values, "prs_MailingStreet", address);
    }

    private static @Nullable String first(@Nullable List<String> all) {
        return all == null || all.isEmpty() ? null : all.getFirst();
    }

    private static void phones(Map<String, List<String>> values, @Nullable String phone) {
        String[] numbers = phone == null ? new String[0] : phone.split(" / ", 2);
        put(values, "prs_MobilePhone", numbers.length > 0 ? numbers[0] : null);
        put(values, "prs_HomePhone", numbers.length > 1 ? numbers[1] : null);
    }

    private static void put(Map<String, List<String>> values, AkomaColumn field, @Nullable Object value) {
        put(values, field.header(), value);
    }

    private static void put(Map<String, List<String>> values, String field, @Nullable Object value) {
        if (value == null) return;
        String text = value instanceof Boolean answer ? (answer ? "TRUE" : "FALSE") : value.toString();
        values.put(field, List.of(text));
    }

    private static void all(Map<String, List<String>> values, String field, List<String> codes) {
        if (!codes.isEmpty()) values.put(field, codes);
    }
}
