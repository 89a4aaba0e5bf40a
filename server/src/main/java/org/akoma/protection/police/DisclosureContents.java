package org.akoma.protection.police;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.airlock.disclosure.CareDisclosures;
import org.akoma.airlock.disclosure.DisclosureRequest;
import org.akoma.airlock.disclosure.DisclosureRequest.Fact;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.directory.Directory;
import org.akoma.protection.identity.Guardian;
import org.akoma.protection.identity.Guardians;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.record.Exploitation;
import org.akoma.protection.record.Exploitations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The facts that were asked for and agreed to, and no other, as the file says them at this moment. Nobody's own words, no place, no address and nothing of
 * health is among them, whatever is asked. Inside a transaction of who decides for the file.
 */
@Component
class DisclosureContents {

    private final Identities identities;
    private final Exploitations exploitations;
    private final Guardians guardians;
    private final CareDisclosures disclosures;
    private final Directory directory;
    private final Organisations structures;
    private final Formats words;
    private final Names names;

    DisclosureContents(
            Identities identities,
            Exploitations exploitations,
            Guardians guardians,
            CareDisclosures disclosures,
            Directory directory,
            Organisations structures,
            Formats words,
            Names names) {
        this.identities = identities;
        this.exploitations = exploitations;
        this.guardians = guardians;
        this.disclosures = disclosures;
        this.directory = directory;
        this.structures = structures;
        this.words = words;
        this.names = names;
    }

    /**
     * @param value for programs: codes, days and numbers
     * @param shown in the language of who receives it
     */
    record Given(Fact fact, Object value, String shown) {

        /** Whether the file knows it: of whom to call, whether there is a number. */
        boolean isKnown() {
            return switch (value) {
                case String text -> !text.isEmpty();
                case List<?> all -> !all.isEmpty() || fact == Fact.GUARDIAN;
                case Map<?, ?> all ->
                    fact == Fact.CONTACT
                            ? !"".equals(all.get("telephone"))
                            : fact == Fact.BIRTH
                                    ? all.containsKey("ageAtRescue")
                                    : all.values().stream()
                                            .anyMatch(one -> one instanceof Collection<?> some && !some.isEmpty());
                default -> true;
            };
        }

        /** Whether pages show it only where it is asked for, by the second factor. */
        boolean isMasked() {
            return fact == Fact.NAME || fact == Fact.BIRTH && value instanceof String;
        }
    }

    /** @param telephone typed where the directory has none; null = the directory's */
    List<Given> of(CaseFile file, DisclosureRequest request, @Nullable String telephone) {
        List<Given> given = new ArrayList<>();
        for (Fact fact : request.fields()) given.add(one(file, request, fact, telephone));
        return given;
    }

    /** The code of the structure whose file it is. */
    String structure(CaseFile file) {
        return structures.all().stream()
                .filter(one -> one.id().equals(file.organisationId()))
                .map(Organisation::code)
                .findFirst()
                .orElse("");
    }

    /** Whether the directory has a number of the file's structure. */
    boolean hasNumber(CaseFile file) {
        return directory.telephone(file.organisationId()).isPresent();
    }

    private Given one(CaseFile file, DisclosureRequest request, Fact fact, @Nullable String telephone) {
        Identity identity = identities.of(file).orElse(Identity.alias(null));
        return switch (fact) {
            case NAME ->
                text(
                        fact,
                        Stream.of(identity.givenNames(), identity.familyName())
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(" ")));
            case BIRTH -> birth(file, identity);
            case NATIONALITY -> coded(fact, "country", file.nationality());
            case LANGUAGES ->
                new Given(
                        fact,
                        identity.languages(),
                        orUnknown(identity.languages().stream()
                                .map(words::language)
                                .collect(Collectors.joining(", "))));
            case EXPLOITATION -> exploitation(file, fact);
            case RECRUITMENT -> recruitment(file, fact);
            case GUARDIAN -> guardian(file, fact);
            case VICTIM_STATUS ->
                coded(fact, "victim-status", file.victimStatus().name());
            case LAST_SEEN -> day(fact, disclosures.lastSeen(request.id()).orElse(null));
            case CONTACT -> contact(file, fact, telephone);
        };
    }

    private Given birth(CaseFile file, Identity identity) {
        if (identity.birthDate() != null) return day(Fact.BIRTH, identity.birthDate());
        Map<String, Object> value = new LinkedHashMap<>();
        if (file.ageAtRescue() != null) value.put("ageAtRescue", file.ageAtRescue());
        value.put("estimated", file.ageEstimated());
        return new Given(
                Fact.BIRTH,
                value,
                file.ageAtRescue() == null
                        ? words.unknown()
                        : words.text("police.paper.age", words.age(file.ageAtRescue())));
    }

    private Given exploitation(CaseFile file, Fact fact) {
        Exploitation known = exploitations.of(file).orElse(null);
        if (known == null) return new Given(fact, Map.of(), words.unknown());
        return new Given(
                fact,
                Map.of("types", known.types(), "industries", known.industries()),
                orUnknown(Stream.concat(
                                known.types().stream().map(code -> words.code("vic_TypeOfExploitation", code)),
                                known.industries().stream().map(code -> words.code("vic_ForcedLabourIndustry", code)))
                        .collect(Collectors.joining(", "))));
    }

    private Given recruitment(CaseFile file, Fact fact) {
        Exploitation known = exploitations.of(file).orElse(null);
        if (known == null) return new Given(fact, Map.of(), words.unknown());
        return new Given(
                fact,
                Map.of("recruitment", known.recruitment(), "control", known.control()),
                orUnknown(Stream.concat(
                                known.recruitment().stream().map(code -> words.code("vic_MethodOfRecruitment", code)),
                                known.control().stream().map(code -> words.code("vic_MethodsOfControl", code)))
                        .collect(Collectors.joining(", "))));
    }

    /** That somebody answers for the child, and of which kind: not who. */
    private Given guardian(CaseFile file, Fact fact) {
        List<String> kinds = guardians.of(file.id()).stream()
                .filter(one -> one.endedOn() == null && !one.waits())
                .map(Guardian::kind)
                .map(Enum::name)
                .toList();
        return new Given(
                fact,
                kinds,
                kinds.isEmpty()
                        ? words.text("police.paper.no-guardian")
                        : kinds.stream()
                                .map(code -> words.code("guardian-kind", code))
                                .collect(Collectors.joining(", ")));
    }

    /**
     * Whom the police call to arrange a hearing: the function, the structure and its number in the directory. Never who works with the child, by name or by
     * code, nor where the child is.
     */
    private Given contact(CaseFile file, Fact fact, @Nullable String typed) {
        String structure = structure(file);
        String telephone = directory.telephone(file.organisationId()).orElse(typed == null ? "" : typed);
        Role function = Role.CASE_SUPERVISOR;
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("structure", structure);
        value.put("name", names.structure(structure));
        value.put("function", function.name());
        value.put("telephone", telephone);
        return new Given(
                fact,
                value,
                words.text(
                        telephone.isEmpty() ? "police.paper.contact.no-number" : "police.paper.contact",
                        words.code("role", function),
                        names.structure(structure),
                        telephone));
    }

    private Given text(Fact fact, String value) {
        return new Given(fact, value, orUnknown(value));
    }

    private Given coded(Fact fact, String list, @Nullable String code) {
        return new Given(fact, code == null ? "" : code, code == null ? words.unknown() : words.code(list, code));
    }

    private Given day(Fact fact, @Nullable LocalDate day) {
        return new Given(fact, day == null ? "" : day.toString(), day == null ? words.unknown() : words.date(day));
    }

    private String orUnknown(String text) {
        return text.isEmpty() ? words.unknown() : text;
    }
}
