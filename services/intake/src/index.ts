export { type IntakeConfig, loadIntakeConfig } from './config.js';
export { createIntake, type IntakeOverrides } from './create-intake.js';
