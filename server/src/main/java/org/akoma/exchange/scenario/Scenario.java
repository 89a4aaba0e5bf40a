package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as far as today's rooms keep it: who takes part, the operation, each child from the rescue to the first
 * placement, and the acts of the further sections. Every reference in it has been checked.
 *
 * @param id of the scenario: with a code it makes the stable id of a record, so that the same file twice changes nothing
 * @param policy values that differ from the defaults, by policy key
 * @param links case code to law-enforcement reference: for the custodian only
 */
record Scenario(
        String id,
        Map<String, String> policy,
        List<Structure> structures,
        List<House> shelters,
        List<Somebody> staff,
        Rescue rescue,
        List<Suspect> suspects,
        List<Child> children,
        Map<String, String> links,
        Map<String, List<String>> suspectsOfVictim,
        List<ScenarioSection.Acts> sections) {

    Scenario with(List<ScenarioSection.Acts> further) {
        return new Scenario(
                id,
                policy,
                structures,
                shelters,
                staff,
                rescue,
                suspects,
                children,
                links,
                suspectsOfVictim,
                List.copyOf(further));
    }

    /** The country where a child is at first: that of the shelter, or that of the rescue. */
    String countryOf(@Nullable String shelter) {
        return countryOf(shelter, shelters, rescue);
    }

    static String countryOf(@Nullable String shelter, List<House> shelters, Rescue rescue) {
        return shelters.stream()
                .filter(house -> house.code().equals(shelter))
                .map(House::country)
                .findFirst()
                .orElse(rescue.country());
    }

    Set<String> structureCodes() {
        return structures.stream().map(Structure::code).collect(Collectors.toSet());
    }

    Set<String> shelterCodes() {
        return shelters.stream().map(House::code).collect(Collectors.toSet());
    }

    Set<String> staffCodes() {
        return staff.stream().map(Somebody::code).collect(Collectors.toSet());
    }

    Set<String> childCodes() {
        return children.stream().map(Child::code).collect(Collectors.toSet());
    }

    record Structure(
            String code,
            String label,
            @Nullable String labelEn,
            @Nullable String town,
            Organisation.Kind kind,
            String country,
            @Nullable String mandate,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<String> successors) {}

    /** A shelter. */
    record House(
            String code,
            @Nullable String name,
            @Nullable String town,
            String country,
            int capacity,
            String operator,
            String sexRule) {}

    record Somebody(
            String code,
            Role role,
            String structure,
            @Nullable String shelter) {}

    /** The operation, with its sites. */
    record Rescue(
            String code,
            LocalDate start,
            LocalDate end,
            @Nullable String area,
            String country,
            List<String> sectors,
            @Nullable Integer officers,
            List<Site> sites,
            int screened,
            Map<String, Integer> outcomes,
            List<Figure> figures) {

        /** When the people were screened: the middle of the first day of the raid, when nothing better is said. */
        Instant screenedAt() {
            return start.atStartOfDay(java.time.ZoneOffset.UTC).plusHours(12).toInstant();
        }
    }

    record Site(String code, @Nullable String sector) {}

    /** What somebody published: source, and texts by what they count. */
    record Figure(String source, Map<String, String> values) {}

    record Suspect(
            String code,
            @Nullable String role,
            @Nullable LocalDate arrested,
            @Nullable LocalDate referred,
            @Nullable String status,
            @Nullable LocalDate statusOn,
            @Nullable Boolean atLiberty) {}

    record Child(
            String code,
            @Nullable String alias,
            String sex,
            int age,
            boolean ageEstimated,
            @Nullable String nationality,
            @Nullable String sector,
            @Nullable String risk,
            @Nullable String riskReassessed,
            @Nullable String pathway,
            String destination,
            @Nullable String care,
            @Nullable String shelter,
            @Nullable LocalDate shelterFrom,
            @Nullable LocalDate shelterUntil,
            @Nullable String site,
            Instant foundAt,
            Instant handedAt,
            @Nullable Instant screenedAt,
            Instant registeredAt,
            @Nullable Instant assessedAt,
            @Nullable LocalDate planApprovedOn,
            @Nullable LocalDate guardianOn,
            @Nullable LocalDate placedOn,
            @Nullable LocalDate lostOn,
            @Nullable Instant lostFlaggedAt,
            @Nullable LocalDate reassessedOn,
            List<String> services,
            @Nullable Integer arrivalHours,
            @Nullable String originRegion,
            @Nullable Integer months,
            @Nullable String recruitment,
            List<String> control,
            List<String> exploitation,
            String worker,
            Map<String, String> consents,
            @Nullable String consentBy,
            @Nullable Boolean birthCertificate) {}
}
