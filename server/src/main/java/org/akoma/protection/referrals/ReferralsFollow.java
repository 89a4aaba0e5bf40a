package org.akoma.protection.referrals;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.ConsentRecorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Referrals go where their file goes, and end when the consent to share is taken back. In the transaction of what happened. */
@Component
class ReferralsFollow {

    private static final Set<Consent.Status> NO = Set.of(Consent.Status.REFUSED, Consent.Status.WITHDRAWN);

    private static final Set<Consent.Purpose> ENDS_GUARDIAN_REQUESTS =
            Set.of(Consent.Purpose.CASE_MANAGEMENT, Consent.Purpose.SHARE_FOR_REFERRAL);

    private final ReferralStore store;
    private final GuardianRequestStore guardians;
    private final Journal journal;
    private final Receivers receivers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReferralsFollow(
            ReferralStore store,
            GuardianRequestStore guardians,
            Journal journal,
            Receivers receivers,
            ApplicationEventPublisher events,
            Clock clock) {
        this.guardians = guardians;
        this.receivers = receivers;
        this.events = events;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    @EventListener
    void moved(CaseChanged change) {
        CaseFile was = change.before();
        CaseFile is = change.after();
        boolean same = was.workerId().equals(is.workerId())
                && was.organisationId().equals(is.organisationId())
                && Objects.equals(was.supervisorId(), is.supervisorId());
        if (!same) store.follow(is);
    }

    @EventListener
    void consented(ConsentRecorded recorded) {
        Consent consent = recorded.consent();
        if (!NO.contains(consent.status())) return;
        if (ENDS_GUARDIAN_REQUESTS.contains(consent.purpose())) endedGuardianRequests(recorded.file(), consent);
        if (consent.purpose() != Consent.Purpose.SHARE_FOR_REFERRAL) return;
        Set<UUID> concerned = concerned(store.running(recorded.file().id(), clock.instant()), consent.recordedBy());
        int ended = store.endAll(recorded.file().id(), consent.recordedBy(), clock.instant());
        if (ended > 0)
            journal.note(
                    recorded.file().id(), Referrals.SECTION, "referrals.consent-ended", Map.of("referrals", ended));
        if (ended > 0) ring(recorded.file(), concerned);
    }

    /** The database ended them, and rang who had asked for what had not left; who reads what had left hears of it here. */
    private void endedGuardianRequests(CaseFile file, Consent no) {
        List<GuardianRequestStore.Ended> ended = guardians.endedByNo(file.id());
        if (ended.isEmpty()) return;
        journal.note(file.id(), Referrals.SECTION, "referrals.guardian-ended", Map.of("referrals", ended.size()));
        List<Referral> sent = ended.stream()
                .filter(GuardianRequestStore.Ended::sent)
                .flatMap(one -> store.byId(one.referral()).stream())
                .toList();
        Set<UUID> concerned = concerned(sent, no.recordedBy());
        ring(file, concerned);
    }

    /** Of many referrals at once. A receiver whose access ended with them reads nothing of the file, and so no code either. */
    private void ring(CaseFile file, Set<UUID> concerned) {
        if (!concerned.isEmpty())
            events.publishEvent(
                    new Notification(concerned, Notification.REFERRAL).onFile(file.id(), Matter.REFERRALS_ENDED));
    }

    /** Who was asked, who sent them and who works on the file; not who recorded the answer. */
    private Set<UUID> concerned(List<Referral> referrals, UUID recordedBy) {
        Set<UUID> persons = new HashSet<>();
        for (Referral one : referrals) {
            persons.addAll(receivers.of(one.toId(), one.toPerson()));
            persons.addAll(store.waiting(one.id()));
        }
        persons.remove(recordedBy);
        return persons;
    }
}
