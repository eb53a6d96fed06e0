import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  test: {
    environment: "jsdom",
    globals: true,
    include: ["{admin,shared}/**/*.test.{ts,tsx}"],
    setupFiles: ["shared/testing/setup.ts"],
    restoreMocks: true,
    server: { deps: { inline: [/@patternfly/] } },
  },
});
