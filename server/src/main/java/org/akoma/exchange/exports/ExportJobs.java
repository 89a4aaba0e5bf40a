package org.akoma.exchange.exports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.akoma.FieldError;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.protection.overview.Extracts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Exports that are made behind the answer: those with names, and lists too long to stream. The file waits sealed for who asked, who may take it again where a
 * connection broke; each time all is asked again that was asked when it began, and the second factor.
 */
@Component
class ExportJobs {

    private final ExportJobStore store;
    private final ExportRunner runner;
    private final ExportRequests requests;
    private final HtcdsExport exports;
    private final Extracts extracts;
    private final ExportLimit limit;
    private final FactorAgain factor;
    private final SentCommands sent;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    ExportJobs(
            ExportJobStore store,
            ExportRunner runner,
            ExportRequests requests,
            HtcdsExport exports,
            Extracts extracts,
            ExportLimit limit,
            FactorAgain factor,
            SentCommands sent,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.runner = runner;
        this.requests = requests;
        this.exports = exports;
        this.extracts = extracts;
        this.limit = limit;
        this.factor = factor;
        this.sent = sent;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    static boolean uses(Actor actor) {
        return HtcdsExport.allowed(actor) || actor.may(Verb.EXPORT_REQUEST);
    }

    static boolean mayHave(Actor actor, boolean identified) {
        return identified ? actor.may(Verb.EXPORT_REQUEST) : HtcdsExport.allowed(actor);
    }

    /** Whether the list of the actor is too long to stream while they wait. */
    boolean isLong(Actor actor) {
        return extracts.reach(actor).files() > HtcdsExport.PAGE;
    }

    /** Those that are not over, newest first; what nobody works at is taken up again. */
    List<ExportJob> own(Actor actor) {
        if (!uses(actor)) return List.of();
        List<ExportJob> own = transactions.as(actor, () -> store.own(clock.instant()));
        if (own.stream().anyMatch(one -> one.isLeft(clock.instant()))) runner.goOn(actor);
        return own;
    }

    Optional<ExportJob> find(Actor actor, UUID id) {
        Optional<ExportJob> found = uses(actor) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
        if (found.filter(one -> one.isLeft(clock.instant())).isPresent()) runner.goOn(actor);
        return found;
    }

    boolean isOver(ExportJob job) {
        return job.isOver(clock.instant());
    }

    /** Whether who takes it shows their second factor again, as {@code exchange.asks_factor} says. */
    boolean isFactorAsked(Actor actor, ExportJob job) {
        return (job.identified() || job.total() > HtcdsExport.PAGE) && factor.isAsked(actor);
    }

    /** Whether the list without names may stream to the actor: who has a second factor shows it for a long one, and takes it as a job. */
    boolean mayStream(Actor actor) {
        return !isLong(actor) || !factor.isAsked(actor);
    }

    /** The list without names. */
    Answer<ExportJob> make(Actor actor, MakeExport command) {
        if (!HtcdsExport.allowed(actor)) return new Answer.Forbidden<>();
        if (!limit.allows(actor)) return Answer.Refused.because("main", ExportLimit.OFTEN);
        return begun(actor, () -> {
            FieldError other = sent.refusal(command.id(), command);
            if (other != null) return new Answer.Refused<>(List.of(other));
            ExportJob there = store.find(command.id()).orElse(null);
            if (there != null) return new Answer.Done<>(there);
            if (store.own(clock.instant()).stream().anyMatch(one -> !one.identified() && one.isUnderWay()))
                return Answer.Refused.because("main", "exchange.export-under-way");
            if (!exports.mayTake(actor, command.format()))
                return Answer.Refused.because("main", "pages.bulk-read-by-two");
            UUID agreement = exports.take(actor, command.format());
            store.insert(
                    command.id(),
                    null,
                    agreement,
                    until(agreement),
                    command.format(),
                    extracts.reach(actor).files());
            sent.keep(command.id(), command);
            return noted(actor, command.id());
        });
    }

    /** A day; what the second person agreed to is for today. */
    private Instant until(@Nullable UUID agreement) {
        Instant now = clock.instant();
        return agreement == null
                ? now.plus(ExportJob.KEPT)
                : now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }

    /** With names, of a request to which two people agreed: once. Asked again, it is the same job. */
    Answer<ExportJob> make(Actor actor, UUID request) {
        if (!mayHave(actor, true)) return new Answer.Forbidden<>();
        return begun(actor, () -> {
            ExportJob there = store.find(request).orElse(null);
            if (there != null) return new Answer.Done<>(there);
            ExportRequests.Result bar = requests.bar(actor, request);
            if (bar != null) return refusal(bar);
            ExportRequest asked = requests.find(actor, request).orElseThrow();
            int files = requests.named(actor, request).files().size();
            store.insert(request, request, null, Objects.requireNonNull(asked.until()), asked.format(), files);
            return noted(actor, request);
        });
    }

    private Answer<ExportJob> begun(Actor actor, Supplier<Answer<ExportJob>> asking) {
        Answer<ExportJob> answer = transactions.as(actor, asking);
        if (answer instanceof Answer.Done<ExportJob>) runner.goOn(actor);
        return answer;
    }

    private static <T> Answer<T> refusal(ExportRequests.Result bar) {
        return switch (bar) {
            case ExportRequests.Result.Refused(String code) -> Answer.Refused.because("requests", code);
            case ExportRequests.Result.Factor(FieldError error) -> new Answer.Refused<>(List.of(error));
            case ExportRequests.Result.Forbidden() -> new Answer.Forbidden<>();
            case ExportRequests.Result.NotFound(), ExportRequests.Result.Done(var _) -> new Answer.NotFound<>();
        };
    }

    private Answer<ExportJob> noted(Actor actor, UUID id) {
        ExportJob job = store.find(id).orElseThrow();
        journal.noteOwn(actor, "exchange.export-begun", Map.of("job", id, "identified", job.identified()));
        return new Answer.Done<>(job);
    }

    /** Once more what failed. */
    Answer<ExportJob> again(Actor actor, UUID id) {
        ExportJob there = find(actor, id).orElse(null);
        if (there == null) return new Answer.NotFound<>();
        if (!mayHave(actor, there.identified())) return new Answer.Forbidden<>();
        return begun(actor, () -> store.again(id) ? noted(actor, id) : new Answer.Done<>(there));
    }

    /** What leaves: packed, as it was kept. */
    record Taken(ExportJob job, byte[] packed) {

        void writeTo(OutputStream out) throws IOException {
            try (GZIPInputStream file = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                file.transferTo(out);
            }
        }
    }

    /**
     * By who asked, as long as all that is in it is theirs to take along. Each time is journalled.
     *
     * @param secondFactor the six digits again, of who has a second factor
     */
    Answer<Taken> take(Actor actor, UUID id, @Nullable String secondFactor) {
        if (!uses(actor)) return new Answer.NotFound<>();
        FieldError wrong = factor.show(actor, secondFactor);
        if (wrong != null) return new Answer.Refused<>(List.of(wrong));
        return transactions.as(actor, () -> {
            ExportJob job = store.find(id).orElse(null);
            if (job == null) return new Answer.NotFound<>();
            if (!mayHave(actor, job.identified())) return new Answer.Forbidden<>();
            if (!ExportRunner.isAllowed(actor, job)) return Answer.Refused.because("main", "pages.bulk-read-by-two");
            return switch (store.bars(id)) {
                case "OPEN" -> taken(actor, job);
                case "OVER" -> Answer.Refused.because("main", "exchange.export-over");
                case "NOT_MADE" -> Answer.Refused.because("main", "exchange.export-not-made");
                case "TAKEN" -> Answer.Refused.because("main", "exchange.export-downloaded");
                case "NOT_AGREED" -> Answer.Refused.because("main", "exchange.two-persons");
                case "CHANGED" -> Answer.Refused.because("main", "exchange.export-changed");
                case "FACTOR" -> new Answer.Refused<>(List.of(FactorAgain.missing()));
                default -> new Answer.NotFound<>();
            };
        });
    }

    private Answer<Taken> taken(Actor actor, ExportJob job) {
        byte[] packed = store.takeAway(job.id());
        journal.noteOwn(actor, "exchange.export-taken", Map.of("job", job.id(), "identified", job.identified()));
        return new Answer.Done<>(new Taken(job, packed));
    }
}
