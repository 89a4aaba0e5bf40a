package org.akoma.protection.cases;

import org.akoma.ground.database.Compartment;
import org.akoma.ground.journal.ChainNames;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The codes of files, for who reads the journal. */
@Configuration(proxyBeanMethods = false)
class FileChains {

    @Bean
    ChainNames codesOfFiles() {
        return new ChainNames(Compartment.PROTECTION, "cases.file_code", "cases.codes_of", "cases.file_of");
    }
}
