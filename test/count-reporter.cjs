/** Prints the one line that continuous integration reads: `tests: N passed, N failed`. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const failedSuites = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + failedSuites;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    console.log(`tests: ${results.numPassedTests} passed, ${failed} failed${skipped}`);
  }
};
