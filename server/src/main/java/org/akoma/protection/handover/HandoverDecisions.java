package org.akoma.protection.handover;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.DecidableOnFile;
import org.akoma.protection.cases.Proposed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a second person decides about a hand-over: the authority's answer, a letter of it, and the minimum without consent. */
@Configuration(proxyBeanMethods = false)
class HandoverDecisions {

    @Bean
    Decidable decidedHandovers(Handovers handovers, HandoverStore store, CaseFiles files) {
        return new OnFile(Handovers.KIND, handovers, store, files);
    }

    @Bean
    Decidable decidedHandoverLetters(Handovers handovers, HandoverStore store, CaseFiles files) {
        return new OnFile(Handovers.WRITTEN, handovers, store, files);
    }

    @Bean
    Decidable decidedHandoverMinimum(Handovers handovers) {
        return new Without(handovers);
    }

    @Bean
    Decidable decidedProjectEnds(ProjectEnds ends, Formats words) {
        return new End(ends, words);
    }

    @Bean
    Decidable decidedAuthorityEnds(AuthorityEnds ends) {
        return new Succession(ends);
    }

    /** The end of an authority that answers for children, and who follows it. */
    private record Succession(AuthorityEnds ends) implements Decidable {

        @Override
        public String kind() {
            return AuthorityEnds.KIND;
        }

        @Override
        public Set<String> needs() {
            return Set.of("ends", "until", "successor");
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            String until = Proposed.text(decision, "until");
            String ends = Proposed.text(decision, "ends");
            return Optional.of(new Shown(
                    ends == null ? "" : ends,
                    "/handovers/receivers",
                    List.of(
                            Shown.Field.code("handover.ends", Shown.STRUCTURE, null, ends),
                            Shown.Field.day("handover.until", null, until == null ? null : LocalDate.parse(until)),
                            Shown.Field.code(
                                    "handover.successor",
                                    Shown.STRUCTURE,
                                    null,
                                    Proposed.text(decision, "successor")))));
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return ends.decide(actor, decision, agreed, reason);
        }
    }

    /** The end of the project, with the files that no authority has accepted. */
    private record End(ProjectEnds ends, Formats words) implements Decidable {

        @Override
        public String kind() {
            return ProjectEnds.KIND;
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            String lead = Proposed.text(decision, ProjectEnds.LEAD);
            Map<HandoverBoard.Place, String> codes = ends.exceptions(decision.subject());
            return Optional.of(new Shown(
                    lead == null ? "" : lead,
                    "/handovers/plan",
                    ProjectEnds.states().stream()
                            .filter(codes::containsKey)
                            .map(state -> Shown.Field.text("handover.end." + state, null, codes.get(state)))
                            .toList(),
                    notes(codes)));
        }

        /** How many exceptions who agrees signs, and what the end of the project does. */
        private List<Shown.Note> notes(Map<HandoverBoard.Place, String> codes) {
            int signed =
                    codes.values().stream().mapToInt(of -> of.split(",").length).sum();
            return List.of(
                    Shown.Note.of(words.text("handover.end.signs", signed)),
                    Shown.Note.of(words.text("handover.end.does")),
                    Shown.Note.of(words.text("handover.end.does-not")));
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return ends.decide(actor, decision, agreed, reason);
        }
    }

    /** On a file: what is missing is read beside what is asked. */
    private record OnFile(String kind, Handovers handovers, HandoverStore store, CaseFiles files)
            implements DecidableOnFile {

        @Override
        public Set<String> needs() {
            return kind.equals(Handovers.WRITTEN) ? Set.of("answer") : Set.of("to");
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            CaseFile file = file(decision).orElse(null);
            Handover handover = store.find(decision.subject()).orElse(null);
            if (file == null || handover == null) return Optional.empty();
            List<Shown.Field> fields = new ArrayList<>();
            fields.add(Shown.Field.code("handover.to", Shown.STRUCTURE, null, handover.receiver()));
            if (kind.equals(Handovers.WRITTEN)) fields.addAll(letter(file, handover, decision));
            fields.add(Shown.Field.codes(
                    "handover.missing",
                    "handover.parts",
                    List.of(),
                    handover.missing().stream().map(Enum::name).toList()));
            return Optional.of(new Shown(file.code(), "/cases/" + file.code() + "/handover", fields));
        }

        private static List<Shown.Field> letter(CaseFile file, Handover handover, Decision decision) {
            String on = Proposed.text(decision, "writtenOn");
            String letter = Proposed.text(decision, "letter");
            return List.of(
                    Shown.Field.code("handover.answer", "handover.letters", null, Proposed.text(decision, "answer")),
                    Shown.Field.day("handover.writtenOn", null, on == null ? null : LocalDate.parse(on)),
                    Shown.Field.text("handover.words", null, Proposed.text(decision, "words")),
                    new Shown.Field(
                            "handover.letter",
                            Shown.ADDRESS,
                            List.of(),
                            letter == null ? List.of() : List.of("/cases/" + file.code() + "/attachments/" + letter)),
                    Shown.Field.codes("handover.lacks", "handover.parts", List.of(), lacks(handover, decision)));
        }

        /** Of the points that the reader holds. */
        private static List<String> lacks(Handover handover, Decision decision) {
            List<String> read = handover.checklist().stream()
                    .map(item -> item.part().name())
                    .toList();
            return decision.fields().get("lacks") instanceof List<?> lacks
                    ? lacks.stream()
                            .map(Object::toString)
                            .filter(read::contains)
                            .toList()
                    : List.of();
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            Decisions.Verdict verdict = handovers.decide(actor, decision, agreed, reason);
            if (agreed && kind.equals(Handovers.WRITTEN) && verdict instanceof Decisions.Verdict.Done)
                handovers.lacksOf(decision);
            return verdict;
        }

        @Override
        public Optional<String> again(Actor actor, Decision decision) {
            return file(decision).map(file -> "/cases/" + file.code() + "/handover");
        }
    }

    /** Without consent: who decides sees no file, so that what is asked says all. */
    private record Without(Handovers handovers) implements Decidable {

        /** The sections that the authority reads then: those of the grant in handover.accept (273). */
        private static final List<String> MINIMUM = List.of("IDENTITY", "PLACEMENT", "STATUS");

        @Override
        public String kind() {
            return Handovers.MINIMUM;
        }

        @Override
        public Set<String> needs() {
            return Set.of("file", "to", "basis");
        }

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            String file = Proposed.text(decision, "file");
            return Optional.of(new Shown(
                    file == null ? "" : file,
                    null,
                    List.of(
                            Shown.Field.code("handover.to", Shown.STRUCTURE, null, Proposed.text(decision, "to")),
                            Shown.Field.code(
                                    "handover.consent", "handover.consents", null, Proposed.text(decision, "consent")),
                            Shown.Field.code(
                                    "handover.basis", "handover.bases", null, Proposed.text(decision, "basis")),
                            Shown.Field.codes("handover.minimum.parts", "handover.minimum-parts", List.of(), MINIMUM),
                            Shown.Field.text(
                                    "handover.childs-words", null, Proposed.text(decision, Handovers.CHILDS_WORDS)),
                            Shown.Field.text("handover.words-read", null, Proposed.text(decision, Handovers.WORDS)))));
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return handovers.decide(actor, decision, agreed, reason);
        }
    }
}
