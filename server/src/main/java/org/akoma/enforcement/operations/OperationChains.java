package org.akoma.enforcement.operations;

import org.akoma.ground.database.Compartment;
import org.akoma.ground.journal.ChainNames;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The codes of operations, for who reads the journal. */
@Configuration(proxyBeanMethods = false)
class OperationChains {

    @Bean
    ChainNames codesOfOperations() {
        return new ChainNames(
                Compartment.ENFORCEMENT, "operations.operation", "operations.codes_of", "operations.operation_of");
    }
}
