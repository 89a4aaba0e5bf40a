package org.akoma.protection.police;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.airlock.disclosure.CareReports;
import org.akoma.airlock.disclosure.OffenceReport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.vault.NameParts;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.identity.Identities;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Offences that who works with a child reports to the police, without who the child is. */
@Service
class OffencesReported {

    /** A file's or another code, however it is written: AK-049, AK 049, AK049. */
    private static final Pattern CODE =
            Pattern.compile("(?i)\\b(?:ak\\P{Alnum}{0,3}\\d{2,9}|[a-z]{2,6}[-._/]?\\d{3,9})\\b");

    private static final Pattern SHELTER = Pattern.compile("(?i)\\b(?:sh|shelter|foyer)\\p{Pd}[a-z0-9]{1,8}\\b");

    /** Letters that stand apart, as in A.w.a: what is between them goes. */
    private static final Pattern BETWEEN_LETTERS =
            Pattern.compile("(?<=(?<!\\p{L})\\p{L})\\P{L}{1,2}(?=\\p{L}(?!\\p{L}))");

    /** Letters of other alphabets, which look like those of ours. */
    private static final Pattern FOREIGN = Pattern.compile("[\\p{L}&&[^\\p{IsLatin}]]");

    private static final int LONG_ENOUGH_INSIDE = 5;

    private final CaseWork work;
    private final CaseFiles files;
    private final CareReports reports;
    private final Organisations structures;
    private final Identities identities;
    private final Decisions decisions;

    OffencesReported(
            CaseWork work,
            CaseFiles files,
            CareReports reports,
            Organisations structures,
            Identities identities,
            Decisions decisions) {
        this.work = work;
        this.files = files;
        this.reports = reports;
        this.structures = structures;
        this.identities = identities;
        this.decisions = decisions;
    }

    /**
     * @param decides whether it waits for the reader's word
     * @param judged why the review said that it should not have left at once; null = it did not say so
     */
    record Reported(
            OffenceReport report, boolean decides, @Nullable String judged) {}

    List<Reported> of(Actor actor, String code) {
        return work.peek(
                        actor,
                        code,
                        Section.FAMILY,
                        file -> reports.of(file.id()).stream()
                                .map(one -> new Reported(
                                        one,
                                        decisions
                                                .waiting(CareReports.FILE, one.id())
                                                .filter(waiting -> decisions.decides(waiting.id()))
                                                .isPresent(),
                                        judged(one)))
                                .toList())
                .orElse(List.of());
    }

    private @Nullable String judged(OffenceReport one) {
        if (!one.isWrong()) return null;
        return decisions.of(CareReports.DATA, one.id()).stream()
                .findFirst()
                .map(Decision::reason)
                .orElse(null);
    }

    /** Police units that can be told. */
    List<Organisation> units(Actor actor) {
        return work.as(actor, () -> {
            var told = reports.units();
            return structures.all().stream()
                    .filter(one -> told.contains(one.id()))
                    .toList();
        });
    }

    Outcome<OffenceReport> report(Actor actor, String code, ReportOffence said) {
        return work.onAny(actor, code, Verb.CHILD_WRITE, Section.FAMILY, file -> {
            if (namesTheChild(file, said.words()))
                return Outcome.Refused.because("words", "disclosure.report-names-child");
            Organisation unit = structures.find(said.unit()).orElse(null);
            if (unit == null) return Outcome.Refused.because("unit", "disclosure.no-unit");
            return switch (reports.report(file.id(), unit.id(), said.made())) {
                case "DONE" -> {
                    Map<String, Object> facts = new LinkedHashMap<>();
                    facts.put("to", unit.code());
                    facts.put("offence", said.offence().name());
                    work.note(file, Section.FAMILY, "disclosure.offence-reported", facts);
                    yield new Outcome.Done<>(reports.find(said.id()).orElseThrow());
                }
                case "NO_UNIT" -> Outcome.Refused.because("unit", "disclosure.no-unit");
                case "OTHER" -> Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
                default -> new Outcome.Forbidden<>();
            };
        });
    }

    /** A part of a name of the child, also written in disguise, or the code of a file or a shelter. */
    private boolean namesTheChild(CaseFile file, String words) {
        String plain = Normalizer.normalize(words, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "");
        if (FOREIGN.matcher(plain).find()
                || CODE.matcher(plain.replaceAll("\\p{Pd}", "-")).find()
                || SHELTER.matcher(plain).find()) return true;
        Set<String> said = Stream.of(plain, BETWEEN_LETTERS.matcher(plain).replaceAll(""))
                .flatMap(text -> Stream.of(text.split("[\\s,;.:!?()]+")))
                .flatMap(word -> NameParts.of(word).parts().stream())
                .collect(Collectors.toSet());
        return identities.of(file).stream()
                .flatMap(one -> NameParts.of(one.names()).parts().stream())
                .anyMatch(name -> said.contains(name)
                        || name.length() >= LONG_ENOUGH_INSIDE && said.stream().anyMatch(word -> word.contains(name)));
    }

    Outcome<OffenceReport> decide(Actor actor, String code, UUID id, ReportOffence.Decide said) {
        return work.decidingOnAny(actor, code, Verb.DISCLOSURE_DECIDE, Section.IDENTITY, file -> {
            OffenceReport one = reports.find(id)
                    .filter(found -> file.id().equals(found.fileId()))
                    .orElse(null);
            if (one == null) return new Outcome.NotFound<>();
            Decision waiting = decisions.waiting(CareReports.FILE, id).orElse(null);
            if (waiting == null) return Outcome.Refused.because("word", "disclosure.not-waiting");
            Decisions.Verdict verdict = verdict(
                    actor,
                    file,
                    one,
                    waiting,
                    said.word() != DecideDisclosure.Word.REFUSE,
                    said.word() == DecideDisclosure.Word.AT_ONCE,
                    said.reason());
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            return new Outcome.Done<>(reports.find(id).orElseThrow());
        });
    }

    /** The word from the page of all that is to be decided. Inside an actor's transaction. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        OffenceReport one = reports.find(decision.subject()).orElse(null);
        CaseFile file =
                decision.fileId() == null ? null : files.find(decision.fileId()).orElse(null);
        if (one == null || file == null) return new Decisions.Verdict.NotFound();
        return verdict(actor, file, one, decision, agreed, false, reason);
    }

    private Decisions.Verdict verdict(
            Actor actor,
            CaseFile file,
            OffenceReport one,
            Decision waiting,
            boolean agreed,
            boolean atOnce,
            @Nullable String reason) {
        if (atOnce && !"DONE".equals(reports.sendAtOnce(one.id())))
            return Decisions.Verdict.Refused.because("word", "disclosure.not-at-once");
        Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done)) return verdict;
        String act = !agreed
                ? "disclosure.report-refused"
                : atOnce ? "disclosure.report-sent-at-once" : "disclosure.report-agreed";
        work.note(file, Section.FAMILY, act, Map.of("report", one.number()));
        return verdict;
    }

    Optional<OffenceReport> find(UUID id) {
        return reports.find(id);
    }
}
