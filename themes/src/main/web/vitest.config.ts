import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  test: {
    environment: "jsdom",
    globals: true,
    // A click through a dialog takes seconds on a busy machine.
    testTimeout: 30_000,
    include: ["{admin,shared}/**/*.test.{ts,tsx}"],
    setupFiles: ["shared/testing/setup.ts"],
    restoreMocks: true,
    server: { deps: { inline: [/@patternfly/] } },
  },
});
