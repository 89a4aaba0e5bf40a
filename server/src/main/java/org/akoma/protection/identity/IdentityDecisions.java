package org.akoma.protection.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.FileDecidable;
import org.akoma.protection.cases.ProposalForm;
import org.akoma.protection.cases.Proposed;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What two people decide of who a child is: that it is verified, and each change afterwards. */
@Configuration(proxyBeanMethods = false)
class IdentityDecisions {

    /** What an identity is verified by, besides sex and nationality: the names of pages and JSON. */
    static final List<String> CORE = List.of("givenNames", "familyName", "otherNames", "birthDate", "birthPlace");

    /** Where a proposal keeps the names of the fields that it changes. */
    static final String CHANGED = "changed";

    private static final Map<String, String> LISTS =
            Map.of("ageMethod", "age-method", "languages", "language", "birthCertificate", "return-safe");

    @Bean
    Decidable verifiedIdentities(
            Verifications verifications, CaseFiles files, Decisions decisions, IdentityLeads leads) {
        return new FileDecidable(
                        Verifications.KIND,
                        "/identity",
                        List.of(),
                        files,
                        decisions,
                        verifications::decide,
                        (actor, file, decision) -> {},
                        (file, decision) -> core(file, decision))
                .typedAt("/identity/verification")
                .led(leads::ofIdentity);
    }

    @Bean
    Decidable namedGuardians(Guardians guardians, CaseFiles files, Decisions decisions, FamilyLeads leads) {
        return mandates(Mandates.NAMING, guardians, files, decisions)
                .typedAt("/guardians/new")
                .led(leads::ofGuardian);
    }

    @Bean
    Decidable endedMandates(Guardians guardians, CaseFiles files, Decisions decisions) {
        return mandates(Mandates.END, guardians, files, decisions).typedAt("/guardians/%s/end");
    }

    private static FileDecidable mandates(String kind, Guardians guardians, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                kind, "/identity", Mandates.FIELDS, files, decisions, guardians::decide, (actor, file, decision) -> {});
    }

    private static List<Shown.Field> core(CaseFile file, Decision decision) {
        List<Shown.Field> shown = new ArrayList<>();
        CORE.forEach(name -> shown.add(field(decision, name)));
        shown.addAll(Proposed.fields(decision, List.of("sex", "nationality", "proof", "seenOn", "details")));
        String document = Proposed.text(decision, "document");
        String address = document == null ? null : "/cases/" + file.code() + "/attachments/" + document;
        shown.add(Shown.Field.code("cases.verified.document", Shown.ADDRESS, null, address));
        return List.copyOf(shown);
    }

    @Bean
    Decidable changedIdentities(IdentityChanges changes, CaseFiles files, Decisions decisions) {
        return new FileDecidable(
                        IdentityChanges.KIND,
                        "/identity",
                        List.of(),
                        files,
                        decisions,
                        changes::decide,
                        (actor, file, decision) -> {},
                        (file, decision) -> changed(decision).stream()
                                .map(name -> field(decision, name))
                                .toList())
                .typedAt("/identity/edit");
    }

    @Bean
    Decidable decidedAges(Corrections corrections, CaseFiles files, Decisions decisions, IdentityLeads leads) {
        return new FileDecidable(
                        Corrections.KIND,
                        "/identity/correction",
                        List.of(
                                "sex",
                                "age",
                                "ageEstimated",
                                "birthDate",
                                "ageMethod",
                                "nationality",
                                "country",
                                "sector",
                                "slip"),
                        files,
                        decisions,
                        corrections::decide,
                        (actor, file, decision) -> {})
                .led(leads::ofAge);
    }

    @Bean
    ProposalForm guardianForm() {
        return ProposalForm.of(Mandates.NAMING).naming(Mandates.TYPED);
    }

    @Bean
    ProposalForm mandateEndForm() {
        return ProposalForm.of(Mandates.END).naming(Mandates.TYPED);
    }

    /** The fields that a proposal changes. */
    static List<String> changed(Decision decision) {
        return decision.fields().get(CHANGED) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Shown.Field field(Decision decision, String name) {
        Shown.Field plain = Proposed.field(decision, name);
        return new Shown.Field("cases.id." + name, LISTS.get(name), plain.before(), plain.after());
    }
}
