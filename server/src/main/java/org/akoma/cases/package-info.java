/**
 * The child's file: opened when a hand-over slip is accepted, closed when care ends. Knows nothing of the police side. Rooms whose records
 * lie on a file build upon {@link CaseWork} (the way in), {@link Outcome}, {@link PageAnswers} and {@link Answers} (what is answered),
 * {@link FileShell} (the frame), and hear of changes by {@link CaseChanged}.
 */
@ApplicationModule(
        allowedDependencies = {"access", "database", "forms", "journal", "vault", "reference", "slips", "pages"})
@NullMarked
package org.akoma.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
