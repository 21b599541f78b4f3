import lit from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import wc from "eslint-plugin-wc";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["node_modules"] },
  {
    files: ["**/*.ts"],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      lit.configs["flat/all"],
      wc.configs["flat/recommended"],
      litA11y.configs.recommended,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A number in a text is a number in a text.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Handlers of events may be asynchronous: they show their errors themselves.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      // What a call returns is said where it is called.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // Lit binds listeners to their element.
      "@typescript-eslint/unbound-method": "off",
      "lit/no-template-arrow": "off",
      "lit/no-template-map": "off",
      "lit/no-template-bind": "off",
      "lit/no-classfield-shadowing": "off",
      "lit/no-native-attributes": "off",
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      // Elements come from the document, not from their constructors.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
    },
  },
);
