package org.akoma.cases;

import org.akoma.database.Compartment;
import org.akoma.journal.ChainNames;
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
