package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.exchange.dossiers.Dossier;
import org.akoma.exchange.dossiers.Dossiers;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Packages that leave ({@code requirements.md 7}, point 7; {@code requirements.md 9}, row "Handover package"): the child's worker asks, a supervisor agrees,
 * the worker takes it, and the receiver's receipt says that it arrived. The database holds who may do what.
 */
@Service
public class Packages {

    static final String KIND = "HANDOVER_PACKAGE";

    private final PackageStore store;
    private final PackageArchiveStore archives;
    private final PackageMaking making;
    private final CaseWork work;
    private final Decisions decisions;
    private final Journal journal;
    private final FactorAgain factor;
    private final Dossiers dossiers;

    Packages(
            PackageStore store,
            PackageArchiveStore archives,
            PackageMaking making,
            CaseWork work,
            Decisions decisions,
            Journal journal,
            FactorAgain factor,
            Dossiers dossiers) {
        this.dossiers = dossiers;
        this.store = store;
        this.archives = archives;
        this.making = making;
        this.work = work;
        this.decisions = decisions;
        this.journal = journal;
        this.factor = factor;
    }

    /**
     * How the packages of a file stand.
     *
     * @param ready to whom one can leave; null = the file is not handed over
     * @param all newest first
     */
    record Standing(PackageStore.@Nullable Ready ready, List<SentPackage> all, Instant now) {
        boolean waits() {
            return all.stream().anyMatch(one -> one.state() == SentPackage.State.WAITING);
        }
    }

    /** What somebody takes away. */
    record Taken(String name, byte[] bytes) {}

    Outcome<Standing> of(Actor actor, String code) {
        return work.read(
                actor,
                code,
                Section.STATUS,
                "packages.read",
                file -> new Standing(store.ready(file.id()).orElse(null), store.of(file.id()), work.now()));
    }

    static boolean previews(Actor actor) {
        return actor.may(Verb.PACKAGE_ASK) || actor.is(Role.CASE_SUPERVISOR);
    }

    /** What a package would take along now, and what stays here, for who asks for it and who agrees. */
    Outcome<Dossier> preview(Actor actor, String code) {
        if (!previews(actor)) return new Outcome.NotFound<>();
        Outcome<Optional<Dossier>> read = work.read(
                actor,
                code,
                Section.NOTES,
                "packages.previewed",
                file -> store.ready(file.id()).map(ready -> dossiers.of(actor, file, ready.minimum())));
        return switch (read) {
            case Outcome.Done<Optional<Dossier>>(Optional<Dossier> found) ->
                found.<Outcome<Dossier>>map(Outcome.Done::new).orElseGet(Outcome.NotFound::new);
            default -> new Outcome.NotFound<>();
        };
    }

    Outcome<SentPackage> ask(Actor actor, String code, AskPackage command) {
        return work.onAny(actor, code, Verb.PACKAGE_ASK, Section.STATUS, file -> {
            SentPackage made = store.find(command.id()).orElse(null);
            if (made != null)
                return made.fileId().equals(file.id()) && made.purpose() == command.purpose()
                        ? new Outcome.Done<>(made)
                        : Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            return switch (store.ask(command.id(), file.id(), command.purpose())) {
                case "DONE" -> asked(actor, file, command);
                case "NOT_HANDED" -> Outcome.Refused.because("purpose", "packages.not-handed");
                case "NO_CONSENT" -> Outcome.Refused.because("purpose", "packages.no-consent");
                case "OWN_YES" -> Outcome.Refused.because("purpose", "packages.own-yes");
                case "NO_KEY" -> Outcome.Refused.because("purpose", "packages.no-key");
                case "WAITS" -> Outcome.Refused.because("purpose", "packages.waits");
                default -> new Outcome.Forbidden<>();
            };
        });
    }

    private Outcome<SentPackage> asked(Actor actor, CaseFile file, AskPackage command) {
        SentPackage made = store.find(command.id()).orElseThrow();
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), made.id(), 1)
                        .because(command.why())
                        .with(Map.of("to", made.to(), "purpose", made.purpose().name(), "minimum", made.minimum())));
        journal.note(
                file.id(),
                Section.STATUS,
                "packages.asked",
                Map.of("to", made.to(), "purpose", made.purpose().name(), "minimum", made.minimum()));
        return new Outcome.Done<>(made);
    }

    /** The second person's word. Inside an actor's transaction. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        SentPackage asked = store.find(decision.subject()).orElse(null);
        if (asked == null) return new Decisions.Verdict.NotFound();
        if (agreed && !stillReady(asked)) return Decisions.Verdict.Refused.because("decision", "packages.not-to-leave");
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Decisions.Verdict.Done)
            journal.note(
                    asked.fileId(),
                    Section.STATUS,
                    agreed ? "packages.agreed" : "packages.refused",
                    Map.of("to", asked.to()));
        return verdict;
    }

    private boolean stillReady(SentPackage asked) {
        return store.ready(asked.fileId())
                .filter(ready -> ready.mayLeave() && ready.receiver().equals(asked.to()))
                .isPresent();
    }

    /** The request of the package that waits; null = none does, or it is not the actor's to see. */
    @Nullable
    Decision waiting(Actor actor, Standing standing) {
        return standing.all().stream()
                .filter(one -> one.state() == SentPackage.State.WAITING)
                .findFirst()
                .map(one ->
                        work.as(actor, () -> decisions.waiting(KIND, one.id()).orElse(null)))
                .orElse(null);
    }

    Optional<SentPackage> find(UUID id) {
        return store.find(id);
    }

    /**
     * By who asked, until its time is over. It is made at the first time, and the same each time; each is journalled.
     *
     * @param secondFactor the six digits again, of who has a second factor
     */
    Outcome<Taken> take(Actor actor, String code, UUID id, @Nullable String secondFactor) {
        FieldError wrong = factor.show(actor, secondFactor);
        if (wrong != null) return new Outcome.Refused<>(wrong);
        return work.onAny(actor, code, Verb.PACKAGE_ASK, Section.STATUS, file -> {
            SentPackage asked =
                    store.find(id).filter(one -> one.fileId().equals(file.id())).orElse(null);
            if (asked == null) return new Outcome.NotFound<>();
            return switch (store.bars(id)) {
                case "OPEN" -> taken(actor, file, asked);
                case "NOT_AGREED" -> Outcome.Refused.because("main", "packages.not-agreed");
                case "OVER" -> Outcome.Refused.because("main", "packages.over");
                case "KEY_LOST" -> Outcome.Refused.because("main", "packages.their-key-lost");
                case "KEY_ENDED" -> Outcome.Refused.because("main", "packages.key-ended");
                case "NOT_TO_LEAVE" -> Outcome.Refused.because("main", "packages.not-to-leave");
                case "OWN_YES" -> Outcome.Refused.because("main", "packages.own-yes");
                default -> new Outcome.Forbidden<>();
            };
        });
    }

    private Outcome<Taken> taken(Actor actor, CaseFile file, SentPackage asked) {
        if (asked.receipt() != null) return Outcome.Refused.because("main", "packages.arrived");
        if (!archives.isFactorShown()) return new Outcome.Refused<>(FactorAgain.missing());
        UUID id = archives.alone(asked.id(), actor.personId()).orElseGet(() -> made(actor, asked));
        PackageArchive archive = archives.find(id).orElseThrow();
        return new Outcome.Done<>(new Taken(file.code() + ".akoma.age", making.take(archive, List.of(file.id()))));
    }

    private UUID made(Actor actor, SentPackage asked) {
        UUID id = Ids.next();
        making.make(actor, id, List.of(asked));
        return id;
    }
}
