package org.akoma.protection.tasks;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many records of each kind one file holds for its reader: each table counts under its own policies, in one statement. */
@Repository
class FileMarksStore {

    private final JdbcClient jdbc;

    FileMarksStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param visits that were made
     * @param alerts that run
     * @param referrals that were sent and are neither declined nor done
     * @param unread conversations with something new for the reader
     * @param unverified whether nobody said how an apprentice is protected
     * @param csiDue when the next index is expected; null = none is
     */
    record Found(
            int visits,
            int alerts,
            int referrals,
            int attachments,
            int notes,
            int unread,
            boolean consent,
            boolean unverified,
            @Nullable LocalDate csiDue) {}

    Found of(UUID file) {
        return jdbc.sql("""
                        select (select count(*) from followup.visit where file_id = :file and done_on is not null) as visits,
                               (select count(*) from followup.alert where file_id = :file and closed_at is null) as alerts,
                               (select count(*) from referrals.referral where file_id = :file and sent_at is not null and completed_at is null
                                   and accepted is distinct from false) as referrals,
                               (select count(*) from attachments.attachment where file_id = :file and withdrawn_at is null) as attachments,
                               (select count(*) from cases.note where file_id = :file) as notes,
                               (select count(*) from referrals.conversation c join referrals.participant p on p.conversation_id = c.id
                                 where c.dossier_id = :file and p.person_id = (select access.actor()) and p.unread > 0) as unread,
                               exists (select from cases.consent where file_id = :file) as consent,
                               exists (select from assistance.enrolment where file_id = :file and ends_on is null and pathway = 'VOCATIONAL_TRAINING'
                                   and (tasks_safe is null or contract is null or insured is null)) as unverified,
                               (select min(due_on) from followup.csi_due where file_id = :file and until is null) as csi_due
                        """)
                .param("file", file)
                .query((row, n) -> new Found(
                        row.getInt("visits"),
                        row.getInt("alerts"),
                        row.getInt("referrals"),
                        row.getInt("attachments"),
                        row.getInt("notes"),
                        row.getInt("unread"),
                        row.getBoolean("consent"),
                        row.getBoolean("unverified"),
                        row.getObject("csi_due", LocalDate.class)))
                .single();
    }
}
