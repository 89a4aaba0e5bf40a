package org.akoma.airlock.disclosure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Offences that care reports, for the room of care that writes them. Call inside an actor's transaction; nothing here is journalled. */
@Service
public class CareReports {

    /** The kind of the decision of who supervises the file. */
    public static final String FILE = "OFFENCE_FILE";

    /** The kind of the decision of the data protection officer, who also reviews what left at once. */
    public static final String DATA = ReceivedReports.DATA;

    private final ReportedOffenceStore store;

    CareReports(ReportedOffenceStore store) {
        this.store = store;
    }

    public List<OffenceReport> of(UUID file) {
        return store.ofFile(file);
    }

    public Optional<OffenceReport> find(UUID id) {
        return store.findOfCare(id);
    }

    /** Police units that can be told: they have a coordinator. */
    public Set<UUID> units() {
        return store.units();
    }

    /** @return the database's word */
    public String report(UUID file, UUID unit, OffenceReport said) {
        return store.report(said.id(), file, unit, said);
    }

    /** Before the supervisor's word, in its transaction: it leaves by this one word. */
    public String sendAtOnce(UUID id) {
        return store.sendAtOnce(id);
    }
}
