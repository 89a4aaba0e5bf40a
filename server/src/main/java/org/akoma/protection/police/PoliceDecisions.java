package org.akoma.protection.police;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.akoma.airlock.disclosure.CareDisclosures;
import org.akoma.airlock.disclosure.CareReports;
import org.akoma.airlock.disclosure.DisclosureRequest;
import org.akoma.airlock.disclosure.OffenceReport;
import org.akoma.airlock.disclosure.PoliceWords;
import org.akoma.airlock.disclosure.ShownToDeciders;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.DecidableOnFile;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the supervisor of a file decides: that something of it crosses to the police, and that an offence is reported. */
@Configuration(proxyBeanMethods = false)
class PoliceDecisions {

    @Bean
    Decidable decidedPoliceRequests(PoliceRequests requests, CaseFiles files, Formats words) {
        return new Asked(requests, files, words);
    }

    @Bean
    Decidable decidedCareReports(OffencesReported reports, CaseFiles files) {
        return new Reported(reports, files);
    }

    private record Asked(PoliceRequests requests, CaseFiles files, Formats texts) implements DecidableOnFile {

        @Override
        public String kind() {
            return CareDisclosures.FILE;
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            CaseFile file = file(decision).orElse(null);
            DisclosureRequest one = requests.find(decision.subject()).orElse(null);
            if (file == null || one == null) return Optional.empty();
            PoliceWords words = requests.words(one.id()).orElse(null);
            List<Shown.Field> fields = new ArrayList<>();
            if (words != null) fields.addAll(ShownToDeciders.of(one, words));
            fields.add(Shown.Field.code(
                    "disclosure.without",
                    "disclosure.withouts",
                    null,
                    one.without() == null ? null : one.without().name()));
            fields.add(Shown.Field.lines(
                    "disclosure.refused-before",
                    List.of(),
                    requests.refusedBefore(one.id()).stream()
                            .map(DisclosureRequest.Refused::number)
                            .toList()));
            fields.add(facts(file, one, decision));
            List<Shown.Note> notes = decision.waits()
                    ? List.of(Shown.Note.of(
                            texts.text(requests.consented(file) ? "police.consented" : "police.not-consented")))
                    : List.of();
            return Optional.of(new Shown(file.code(), "/cases/" + file.code() + "/police", fields, notes));
        }

        /** What would leave, as the file says it now, and after the word what the paper said. */
        private Shown.Field facts(CaseFile file, DisclosureRequest one, Decision decision) {
            List<Object> lines = requests.facts(file, one, decision).stream()
                    .map(fact -> (Object) new Shown.Line(List.of(
                            new Shown.Part("disclosure.facts", fact.fact().name()),
                            new Shown.Part(
                                    null, fact.shown() == null ? texts.text("police.facts.masked") : fact.shown()))))
                    .toList();
            return new Shown.Field(
                    decision.waits() ? "police.facts.would" : "police.facts.given", Shown.LINES, List.of(), lines);
        }

        @Override
        public boolean ofDanger(Actor actor, Decision decision) {
            return requests.find(decision.subject())
                    .filter(DisclosureRequest::ofDanger)
                    .isPresent();
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return requests.decide(actor, decision, agreed, reason);
        }
    }

    private record Reported(OffencesReported reports, CaseFiles files) implements DecidableOnFile {

        @Override
        public String kind() {
            return CareReports.FILE;
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            CaseFile file = file(decision).orElse(null);
            OffenceReport one = reports.find(decision.subject()).orElse(null);
            if (file == null || one == null) return Optional.empty();
            return Optional.of(new Shown(file.code(), "/cases/" + file.code() + "/police", ShownToDeciders.of(one)));
        }

        @Override
        public boolean ofDanger(Actor actor, Decision decision) {
            return reports.find(decision.subject())
                    .filter(OffenceReport::ofDanger)
                    .isPresent();
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return reports.decide(actor, decision, agreed, reason);
        }

        @Override
        public Optional<String> again(Actor actor, Decision decision) {
            return file(decision).map(file -> "/cases/" + file.code() + "/police");
        }
    }
}
