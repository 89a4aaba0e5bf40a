package org.akoma.ground.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.akoma.Time;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way to the database: one transaction, on the login of the actor's compartment, with the actor and the moment made known to row-level
 * security first. A transaction has one moment: its clock does not advance, so that a grant given in it already holds in it. Inside it a call
 * for the same actor joins; a call for another actor is a bug.
 */
@Component
public class ActorTransactions {

    private static final ScopedValue<Actor> ACTING = ScopedValue.newInstance();
    private static final ScopedValue<Arrival> REQUEST = ScopedValue.newInstance();
    private static final int TRIES = 3;

    private final ActorTransactionStore store;
    private final JobSessions jobs;
    private final Clock clock;
    private final TransactionTemplate joining;
    private final TransactionTemplate apart;

    ActorTransactions(
            ActorTransactionStore store, JobSessions jobs, Clock clock, PlatformTransactionManager transactions) {
        this.store = store;
        this.jobs = jobs;
        this.clock = clock;
        this.joining = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Runs the work as this actor; commits when it returns, rolls back when it throws. */
    public <T extends @Nullable Object> T as(Actor actor, Supplier<T> work) {
        if (ACTING.isBound()) {
            if (!ACTING.get().equals(actor)) throw new IllegalStateException("Already inside as somebody else");
            return work.get();
        }
        return withRetries(() -> enterAgainIfEnded(actor, work));
    }

    /** As {@link #as}, for work that answers nothing. */
    public void doAs(Actor actor, Runnable work) {
        as(actor, () -> {
            work.run();
            return true;
        });
    }

    /** Marks the work as a request's: in it nobody enters but with the session that the request came with. */
    public static <X extends Throwable> void onRequest(Arrival arrival, ScopedValue.CallableOp<Boolean, X> work)
            throws X {
        ScopedValue.where(REQUEST, arrival).call(work);
    }

    /** The request on whose thread this runs; one that needs no judging where there is none. */
    private static Arrival arrival() {
        return REQUEST.isBound() ? REQUEST.get() : Arrival.JUDGED;
    }

    /** Exact counts of both sides and no row of a person, for readers of figures; who calls it holds small ones back. */
    public <T extends @Nullable Object> T forStatistics(Supplier<T> work) {
        arrival().judge();
        return CompartmentContext.through(Compartment.STATISTICS, () -> apart.execute(status -> work.get()));
    }

    /** What everybody may read: what was published, and whether a certificate is genuine. */
    public <T extends @Nullable Object> T forPublication(Supplier<T> work) {
        arrival().judge();
        return CompartmentContext.through(Compartment.PUBLICATION, () -> apart.execute(status -> work.get()));
    }

    /**
     * For sign-in, sessions and tokens, before it is known who acts: a transaction on the door login, which may call the functions of the schema
     * {@code door} and read no table.
     */
    public <T extends @Nullable Object> T atTheDoor(Supplier<T> work) {
        return CompartmentContext.through(Compartment.DOOR, () -> apart.execute(status -> work.get()));
    }

    /** For work of the application itself, in nobody's name: on the login of the administration, which sees people and roles, no child and no suspect. */
    public <T extends @Nullable Object> T asHouse(Supplier<T> work) {
        arrival().judge();
        return CompartmentContext.through(Compartment.ADMINISTRATION, () -> apart.execute(status -> work.get()));
    }

    /** One statement on the door login, without a transaction around it: this saves the round trip of a commit. */
    public <T extends @Nullable Object> T askAtTheDoor(Supplier<T> question) {
        return CompartmentContext.through(Compartment.DOOR, question);
    }

    /** A session opened by the application may have ended in the meantime and is opened once more; a person whose session ended signs in again. */
    private <T extends @Nullable Object> T enterAgainIfEnded(Actor actor, Supplier<T> work) {
        try {
            return enter(actor, work);
        } catch (SessionEnded ended) {
            if (actor.pass().session() != null) {
                arrival().ended();
                throw ended;
            }
            jobs.forget(actor);
            return enter(actor, work);
        }
    }

    /**
     * The hash of the session that proves this actor.
     *
     * @throws IllegalStateException on a request, for who did not come with one
     */
    public byte[] session(Actor actor) {
        byte[] session = actor.pass().session();
        if (session != null) return session;
        if (REQUEST.isBound()) throw new IllegalStateException("A request enters with the session it came with");
        return jobs.of(actor);
    }

    private <T extends @Nullable Object> T enter(Actor actor, Supplier<T> work) {
        byte[] session = session(actor);
        Instant moment = clock.instant().truncatedTo(ChronoUnit.MICROS); // as exactly as PostgreSQL keeps it
        return Time.at(
                moment,
                () -> ScopedValue.where(ACTING, actor)
                        .call(() -> CompartmentContext.through(
                                actor.compartment(),
                                () -> joining.execute(status -> {
                                    store.enter(session, moment);
                                    arrival().entered();
                                    return work.get();
                                }))));
    }

    /** Two transactions that write two chains in opposite order deadlock; PostgreSQL ends one, and it may simply try again. */
    private static <T extends @Nullable Object> T withRetries(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (PessimisticLockingFailureException deadlock) {
                if (attempt == TRIES) throw deadlock;
            }
        }
    }
}
