package org.akoma.operations;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.journal.ChainNames;
import org.springframework.stereotype.Component;

/** The codes of operations, for who reads the journal: the custodian knows all of them, this side those it sees. */
@Component
class OperationChains implements ChainNames {

    private final OperationChainStore store;

    OperationChains(OperationChainStore store) {
        this.store = store;
    }

    @Override
    public Map<UUID, String> codes(Actor reader, Collection<UUID> chains) {
        return switch (reader.compartment()) {
            case CUSTODY -> store.codesForTheCustodian(chains);
            case ENFORCEMENT -> store.codes(chains);
            default -> Map.of();
        };
    }

    @Override
    public Optional<UUID> chain(Actor reader, String code) {
        return switch (reader.compartment()) {
            case CUSTODY -> store.findForTheCustodian(code);
            case ENFORCEMENT -> store.find(code);
            default -> Optional.empty();
        };
    }
}
