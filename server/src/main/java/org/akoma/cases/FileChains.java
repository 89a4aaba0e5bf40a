package org.akoma.cases;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.journal.ChainNames;
import org.springframework.stereotype.Component;

/** The codes of files, for who reads the journal: the custodian knows all of them, this side those it sees. */
@Component
class FileChains implements ChainNames {

    private final FileChainStore store;

    FileChains(FileChainStore store) {
        this.store = store;
    }

    @Override
    public Map<UUID, String> codes(Actor reader, Collection<UUID> chains) {
        return switch (reader.compartment()) {
            case CUSTODY -> store.codesForTheCustodian(chains);
            case PROTECTION -> store.codes(chains);
            default -> Map.of();
        };
    }

    @Override
    public Optional<UUID> chain(Actor reader, String code) {
        return switch (reader.compartment()) {
            case CUSTODY -> store.findForTheCustodian(code);
            case PROTECTION -> store.find(code);
            default -> Optional.empty();
        };
    }
}
