/** Photographs of documents, certificates, drawings and voice on a child's file, sealed under its key. */
@ApplicationModule(
        allowedDependencies = {"access", "cases", "database", "journal", "pages", "reference", "referrals", "vault"})
@NullMarked
package org.akoma.attachments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
